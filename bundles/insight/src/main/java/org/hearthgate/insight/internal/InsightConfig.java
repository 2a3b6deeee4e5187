package org.hearthgate.insight.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How often this room looks at the record by itself. */
@ObjectClassDefinition(name = "Insight", description = "What the record says about days and weeks")
public @interface InsightConfig {
    String PID = "org.hearthgate.insight";

    @AttributeDefinition(
            name = "Look (minutes)",
            description = "How often to see whether a week is over and can be audited",
            min = "5",
            max = "1440")
    int lookMinutes() default 15;

    @AttributeDefinition(
            name = "Weeks kept",
            description =
                    "How many audits are kept in memory, of all persons together; older ones are worked out again",
            min = "4",
            max = "500")
    int weeksKept() default 60;
}
