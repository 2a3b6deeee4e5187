package org.hearthgate.home.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What holds for the whole home; read by its clock and by its household. */
@ObjectClassDefinition(name = "Home", description = "Where the home is in time")
public @interface HomeConfig {
    String PID = "org.hearthgate.home";

    @AttributeDefinition(
            name = "Time zone",
            description = "IANA name, e.g. Europe/Berlin; empty: the zone of the machine")
    String zone() default "";

    @AttributeDefinition(
            name = "Speed of the clock",
            description = "1 in a real home; above 1 only in a demo, whose days are short",
            min = "0.01",
            max = "100000")
    double speed() default 1.0;

    @AttributeDefinition(
            name = "Trust in the machine's clock",
            description = "auto: by evidence, see docs/time.md; always: somebody sets this machine's clock by hand",
            options = {@Option(label = "By evidence", value = "auto"), @Option(label = "Always", value = "always")})
    String clockTrust() default "auto";

    @AttributeDefinition(
            name = "State folder",
            description = "Where the last known time is kept over a power cut; empty: nowhere")
    String stateDirectory() default "";
}
