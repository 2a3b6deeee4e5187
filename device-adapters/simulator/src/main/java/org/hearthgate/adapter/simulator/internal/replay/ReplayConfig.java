package org.hearthgate.adapter.simulator.internal.replay;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One replay of one person's history. */
@ObjectClassDefinition(name = "Simulator: replay of a recorded history")
public @interface ReplayConfig {
    /** The PID; a hub with this configuration replays and does nothing else. */
    String PID = "org.hearthgate.adapter.simulator.replay";

    @AttributeDefinition(name = "File", description = "CSV with a header row; columns time, glucose_mgdl and others")
    String file();

    @AttributeDefinition(name = "Person", description = "Id of the person whose history it is")
    String person();

    @AttributeDefinition(name = "Out", description = "JSON-lines file to write, one line per alert event")
    String out();

    @AttributeDefinition(
            name = "Summary",
            description = "JSON file to write at the end: how often each rule called, by day and by night; empty: none")
    String summary() default "";

    @AttributeDefinition(name = "Zone", description = "Time zone of times without an offset")
    String zone() default "UTC";

    @AttributeDefinition(
            name = "Settle (milliseconds)",
            description = "Real time for which no rule may come or go before the replay begins",
            min = "0",
            max = "60000")
    int settleMilliseconds() default 500;
}
