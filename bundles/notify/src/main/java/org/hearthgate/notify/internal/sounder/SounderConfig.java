package org.hearthgate.notify.internal.sounder;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of the hub's own loudspeaker. */
@ObjectClassDefinition(name = "Notify: the hub's own sounder")
public @interface SounderConfig {
    @AttributeDefinition(name = "Enabled", description = "Off: the hub itself makes no sound, and its health says so")
    boolean enabled() default true;

    @AttributeDefinition(
            name = "Required",
            description = "The hub counts as broken while it has no loudspeaker, also when it never had one")
    boolean required() default false;

    @AttributeDefinition(
            name = "Device",
            description = "auto; aplay or aplay:DEVICE (as aplay -L names it); jdk or jdk:CARD; file:/path.wav")
    String device() default "auto";

    @AttributeDefinition(name = "Loudness (%)", description = "At the beginning; it rises", min = "30", max = "100")
    int volumePercent() default 80;

    @AttributeDefinition(
            name = "Loudness at night (%)",
            description = "At the beginning; it rises, and an urgent low never begins below 40",
            min = "10",
            max = "100")
    int nightVolumePercent() default 60;

    @AttributeDefinition(name = "Night from (time of day)")
    String nightFrom() default "22:00";

    @AttributeDefinition(name = "Night until (time of day)")
    String nightUntil() default "07:00";

    @AttributeDefinition(
            name = "Melody",
            description = "0: another one for each alert, so that nobody gets used to it; 1 to 6: begins with this one",
            min = "0",
            max = "6")
    int melody() default 0;

    @AttributeDefinition(
            name = "Tests",
            description = "short: one burst is heard; silent: only that the sound card is open is looked at",
            options = {@Option(label = "one burst", value = "short"), @Option(label = "not heard", value = "silent")})
    String selfTest() default "short";
}
