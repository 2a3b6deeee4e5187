package org.hearthgate.forecast.tribuo.internal.home;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the forecasts. */
@ObjectClassDefinition(
        name = "Forecasts",
        description =
                "Glucose ahead, learned from other people and from each person's own days; no alarm depends on it")
public @interface ForecastConfig {
    String PID = "org.hearthgate.forecast";

    @AttributeDefinition(name = "Enabled", description = "Off: nothing is forecast, and nothing is learned")
    boolean enabled() default true;

    @AttributeDefinition(
            name = "Directory",
            description =
                    "Folder of the people's models, sealed under the hub's key; made if missing. Empty: they are not kept,"
                            + " and learned anew after a restart")
    String directory() default "";

    @AttributeDefinition(
            name = "Model for everybody",
            description = "File made by `hub forecast train-population`; empty: the one that comes with the software")
    String populationModel() default "";

    @AttributeDefinition(
            name = "Leave out",
            description =
                    "Id of one of the people the model for everybody learned from, e.g. set/subject: only what has not seen"
                            + " them speaks. For replays of those people; empty otherwise")
    String leaveOut() default "";

    @AttributeDefinition(
            name = "New sensor (hours)",
            description = "For so long a new sensor is not believed where it does not tell itself when it is ready",
            min = "0",
            max = "48")
    int newSensorHours() default 12;

    @AttributeDefinition(
            name = "Read the record before answering",
            description =
                    "Each question first reads what is new in the record. For replays, which must give the same answer twice;"
                            + " a hub that guards a night leaves it off")
    boolean readRecordFirst() default false;

    @AttributeDefinition(
            name = "Learn at night",
            description = "Off: other people's days alone speak, and what was learned before")
    boolean nightly() default true;

    @AttributeDefinition(
            name = "Night from (HH:mm)",
            description = "From when on, on the clock on the wall, people's models are learned anew")
    String nightFrom() default "03:00";

    @AttributeDefinition(name = "Night until (HH:mm)", description = "When the night's learning ends, finished or not")
    String nightUntil() default "05:00";

    @AttributeDefinition(
            name = "Most learning a night (min of CPU)",
            description = "For all people together",
            min = "1",
            max = "120")
    int mostCpuMinutes() default 10;

    @AttributeDefinition(
            name = "Least days",
            description = "A person with fewer days of readings than this is not learned from yet",
            min = "2",
            max = "60")
    int leastDays() default 7;
}
