package org.hearthgate.store.sqlite.internal.years;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of what happens to the record over years; 0 days always means for ever, anything else is at least 35. */
@ObjectClassDefinition(
        name = "Store: years of data",
        description = "What goes when, and how large the record may become. 0 days: for ever; else at least 35")
@interface YearsConfig {
    @AttributeDefinition(
            name = "Raw forms (days)",
            description = "How long what a device literally sent stays beside the reading made of it",
            min = "0")
    int rawFormDays() default 90;

    @AttributeDefinition(
            name = "Heart rates (days)",
            description = "After so long they are rolled up into one summary an hour: mean, lowest, highest, count",
            min = "0")
    int heartRateDays() default 90;

    @AttributeDefinition(
            name = "Steps (days)",
            description = "After so long they are rolled up into one sum an hour",
            min = "0")
    int stepDays() default 90;

    @AttributeDefinition(
            name = "Glucose (days)",
            description = "Glucose, ketones and what is known of sensors: dropped after so long",
            min = "0")
    int glucoseDays() default 0;

    @AttributeDefinition(
            name = "Treatments (days)",
            description = "Doses and carbohydrates: dropped after so long",
            min = "0")
    int treatmentDays() default 0;

    @AttributeDefinition(name = "Notes (days)", description = "Dropped after so long", min = "0")
    int noteDays() default 0;

    @AttributeDefinition(name = "Device events (days)", description = "Dropped after so long", min = "0")
    int deviceEventDays() default 0;

    @AttributeDefinition(
            name = "Vitals (days)",
            description = "Every other kind (weight, sleep, oxygen, pressure, …): dropped after so long",
            min = "0")
    int vitalDays() default 0;

    @AttributeDefinition(
            name = "Receipts (days)",
            description = "Who was reached by which alert, and who was not: dropped after so long",
            min = "0")
    int receiptDays() default 400;

    @AttributeDefinition(
            name = "Budget (MiB)",
            description =
                    "Over it, raw forms go and heart rates and steps are rolled up after 35 days; nothing else does",
            min = "16")
    int budgetMebibytes() default 2048;

    @AttributeDefinition(
            name = "Grace (days)",
            description = "Over the budget, rows older than their days and these go even if a consumer never read them",
            min = "1")
    int graceDays() default 30;

    @AttributeDefinition(
            name = "Every (minutes)",
            description = "How often the record is looked over",
            min = "1",
            max = "10080")
    int everyMinutes() default 60;
}
