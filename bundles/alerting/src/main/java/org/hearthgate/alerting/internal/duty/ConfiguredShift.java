package org.hearthgate.alerting.internal.duty;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One line of the family's timetable as the configuration has it. */
@Component(
        name = ConfiguredShift.PID,
        configurationPid = ConfiguredShift.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true, // so that a bad configuration is told at once, not in the night
        service = ConfiguredShift.class)
@Designate(ocd = ConfiguredShift.Config.class, factory = true)
public final class ConfiguredShift {
    static final String PID = "org.hearthgate.duty";

    /** Settings of one shift. */
    @ObjectClassDefinition(name = "Duty")
    public @interface Config {
        @AttributeDefinition(name = "Label", description = "What the family calls it; empty: the name of the file")
        String label() default "";

        @AttributeDefinition(name = "Persons", description = "Ids of the people it is for; empty: everybody")
        String[] persons() default {};

        @AttributeDefinition(name = "Carers", description = "Ids of who is called first; needed")
        String[] carers() default {};

        @AttributeDefinition(name = "Next", description = "Ids of who is called when they do not answer")
        String[] next() default {};

        @AttributeDefinition(
                name = "Days",
                description = "On which it begins: MON, TUE, WED, THU, FRI, SAT, SUN; empty: every day")
        String[] days() default {};

        @AttributeDefinition(name = "From (HH:mm)", description = "By the clock on the wall")
        String from() default "00:00";

        @AttributeDefinition(
                name = "To (HH:mm)",
                description = "By the clock on the wall; the next morning where it is not after 'from'")
        String to() default "00:00";
    }

    private final String configuration;
    private final Shift shift;

    /** @throws IllegalArgumentException naming the configuration and the setting that is wrong */
    @Activate
    public ConfiguredShift(Config config, Map<String, Object> properties) {
        var words = DutyWords.of(properties, PID);
        configuration = words.configuration();
        shift = new Shift(
                words.label(config.label()),
                words.persons(config.persons()),
                words.carers("carers", config.carers(), true),
                words.carers("next", config.next(), false),
                words.days(config.days()),
                words.time("from", config.from()),
                words.time("to", config.to()));
    }

    String configuration() {
        return configuration;
    }

    Shift shift() {
        return shift;
    }
}
