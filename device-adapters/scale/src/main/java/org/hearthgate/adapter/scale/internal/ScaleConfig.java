package org.hearthgate.adapter.scale.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of one scale, as the installer writes them; {@link ScaleSettings} checks them. */
@ObjectClassDefinition(name = "Device: scale")
public @interface ScaleConfig {
    @AttributeDefinition(name = "Bluetooth address", description = "AA:BB:CC:DD:EE:FF, as the inbox shows it")
    String bluetoothAddress();

    @AttributeDefinition(
            name = "Person",
            description =
                    "Id of the person who uses this scale. Others who use it too are in persons; a weight that is not theirs is asked",
            required = false)
    String person() default "";

    @AttributeDefinition(
            name = "People",
            description = "Ids of everybody else who uses this scale; the weight, or its user number, tells them apart",
            required = false)
    String[] persons() default {};

    @AttributeDefinition(
            name = "Label",
            description = "What the family calls it, e.g. Bathroom scale",
            required = false)
    String label() default "";

    @AttributeDefinition(
            name = "Speaks",
            description =
                    "standard: Bluetooth weight and body composition services. xiaomi: Mi Scale 1 and 2, by advertisement")
    String speaks() default "standard";

    @AttributeDefinition(
            name = "Band (kg)",
            description = "How far from a person's last weights a weight may be and still be theirs without asking",
            min = "0.1",
            max = "50")
    double bandKilograms() default 3;

    @AttributeDefinition(
            name = "Remember (days)",
            description = "How long a weight in the record tells what a person weighs",
            min = "1",
            max = "3650")
    int rememberDays() default 180;

    @AttributeDefinition(
            name = "Users of the scale",
            description = "Whom the scale's user numbers mean, e.g. 1=anna",
            required = false)
    String[] users() default {};

    @AttributeDefinition(
            name = "Consent codes",
            description = "person=code, e.g. anna=1234: the scale then gives that person's stored weights",
            type = AttributeType.PASSWORD,
            required = false)
    String[] _consentCode() default {};

    @AttributeDefinition(
            name = "Register users",
            description =
                    "Whether a person with a consent code and no user number is registered with the scale as a new user")
    boolean registerUsers() default false;

    @AttributeDefinition(name = "Set clock", description = "Whether a wrong clock of the scale is set")
    boolean setClock() default true;

    @AttributeDefinition(
            name = "Clock tolerance (minutes)",
            description = "How far a Xiaomi scale's clock may be off to be believed; beyond, the hub's time counts",
            min = "1",
            max = "120")
    int clockToleranceMinutes() default 10;

    @AttributeDefinition(
            name = "Listen (seconds)",
            description = "How long to wait for a weight once connected",
            min = "5",
            max = "300")
    int listenSeconds() default 30;
}
