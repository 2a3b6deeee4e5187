package org.hearthgate.watchdog.internal;

import java.time.Duration;
import org.hearthgate.tones.Speakers;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How patient the watchdog is, and how it is heard. */
@ObjectClassDefinition(name = "Watchdog", description = "Sounds by itself when the road to an alarm stands still")
public @interface WatchdogConfig {
    String PID = "org.hearthgate.watchdog";

    /** The device of a home whose hub shall make no sound. */
    String NO_DEVICE = "none";

    @AttributeDefinition(
            name = "Answer within (seconds)",
            description = "A committed reading is judged, and alerting answers, within this time; 5 to 120",
            min = "5",
            max = "120")
    int answerWithinSeconds() default 20;

    @AttributeDefinition(
            name = "Patience with a part that is away (seconds)",
            description = "A part that is away or fails may just be exchanged; 10 to 300",
            min = "10",
            max = "300")
    int awayPatienceSeconds() default 60;

    @AttributeDefinition(
            name = "Somebody is reached within (seconds)",
            description = "About an urgent low; after this the watchdog sounds itself; 30 to 300",
            min = "30",
            max = "300")
    int reachedWithinSeconds() default 60;

    @AttributeDefinition(
            name = "Patience at the start (seconds)",
            description = "While the hub is starting; 10 to 300",
            min = "10",
            max = "300")
    int startPatienceSeconds() default 60;

    @AttributeDefinition(
            name = "Device",
            description = "auto, aplay, aplay:DEVICE, jdk, jdk:CARD, file:/path.wav, or none: then it can only tell")
    String device() default "auto";

    @AttributeDefinition(name = "Loudness (percent)", description = "40 to 100", min = "40", max = "100")
    int loudnessPercent() default 80;

    /** Checks the settings, and what they amount to. */
    record Checked(Patience patience, Voice voice) {
        static Checked of(WatchdogConfig config) {
            within("answerWithinSeconds", config.answerWithinSeconds(), 5, 120);
            within("awayPatienceSeconds", config.awayPatienceSeconds(), 10, 300);
            within("reachedWithinSeconds", config.reachedWithinSeconds(), 30, 300);
            within("startPatienceSeconds", config.startPatienceSeconds(), 10, 300);
            within("loudnessPercent", config.loudnessPercent(), 40, 100);
            return new Checked(
                    new Patience(
                            Duration.ofSeconds(config.startPatienceSeconds()),
                            Duration.ofSeconds(config.answerWithinSeconds()),
                            Duration.ofSeconds(config.awayPatienceSeconds()),
                            Duration.ofSeconds(config.reachedWithinSeconds())),
                    voice(config));
        }

        private static Voice voice(WatchdogConfig config) {
            try {
                return config.device().equals(NO_DEVICE)
                        ? new NoVoice()
                        : new TonesVoice(config.device(), Speakers.of(config.device()), config.loudnessPercent());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(PID + ": " + e.getMessage() + ", or none", e);
            }
        }

        private static void within(String key, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        PID + ": " + key + " must be " + least + " to " + most + ", was " + value);
            }
        }
    }
}
