package org.hearthgate.insight.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How much of the record one report of glucose may take at once. */
@ObjectClassDefinition(name = "Glucose metrics", description = "The figures of a report, out of the record")
public @interface MetricsConfig {
    String PID = "org.hearthgate.insight.metrics";

    @AttributeDefinition(
            name = "Longest report (days)",
            description =
                    "How many days of glucose a report may be of; half a year of minutes takes some 15 MB while it is made",
            min = "14",
            max = "400")
    int longestReportDays() default 186;
}
