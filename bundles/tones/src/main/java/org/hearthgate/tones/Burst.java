package org.hearthgate.tones;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Priority;

/**
 * What an alarm says once, before it rests and says it again: the rhythm tells how urgent it is, the melody only keeps people from getting
 * used to it.
 *
 * <p>Counts, lengths and rests after what is published of IEC 60601-1-8 (ten pulses as twice three and two, three pulses, two pulses;
 * pulses of 75 to 200 ms, or 125 to 250 ms; rests of 2.5 to 15 s, of 2.5 to 30 s, of more than 15 s). The standard itself was not at hand:
 * nobody claims conformity.
 *
 * @param pulses in order, not overlapping
 */
public record Burst(List<Pulse> pulses) {
    private static final int HIGH_PULSE = 140;
    private static final int HIGH_GAP = 80;
    private static final int BETWEEN_HALVES = 500;
    private static final int CALM_PULSE = 200;
    private static final int CALM_GAP = 180;
    private static final int CHIME = 900;
    private static final int CHIME_STEP = 350;
    /** The first half of a high burst, so that it wakes and does not frighten: 3 dB below the second. */
    private static final double FIRST_HALF = 0.7;

    public Burst {
        pulses = List.copyOf(pulses);
    }

    /**
     * {@return the burst of a priority}
     *
     * @param variation any number; equal ones give equal bursts
     */
    public static Burst of(Priority priority, int variation) {
        double[] melody = Melodies.of(priority, variation);
        return new Burst(
                switch (priority) {
                    case HIGH -> urgent(melody);
                    case MEDIUM, LOW -> calm(melody);
                    case INFORMATION -> chime(melody);
                });
    }

    private static List<Pulse> urgent(double[] melody) {
        var pulses = new ArrayList<Pulse>();
        int at = 0;
        for (int i = 0; i < 10; i++) {
            pulses.add(new Pulse(at, HIGH_PULSE, melody[i % 5], i < 5 ? FIRST_HALF : 1, false));
            int gap =
                    switch (i) {
                        case 2, 7 -> 2 * HIGH_GAP + HIGH_PULSE;
                        case 4 -> BETWEEN_HALVES;
                        default -> HIGH_GAP;
                    };
            at += HIGH_PULSE + gap;
        }
        return pulses;
    }

    private static List<Pulse> calm(double[] melody) {
        var pulses = new ArrayList<Pulse>();
        for (int i = 0; i < melody.length; i++) {
            pulses.add(new Pulse(i * (CALM_PULSE + CALM_GAP), CALM_PULSE, melody[i], 1, false));
        }
        return pulses;
    }

    private static List<Pulse> chime(double[] melody) {
        return List.of(new Pulse(0, CHIME_STEP, melody[0], 1, true), new Pulse(CHIME_STEP, CHIME, melody[1], 1, true));
    }

    /** {@return how long it sounds} */
    public Duration length() {
        return Duration.ofMillis(pulses.get(pulses.size() - 1).endMillis());
    }

    /**
     * {@return the rest until it is said again; empty where once is enough}
     *
     * @param step how far the call for help has gone
     */
    public static Optional<Duration> rest(Priority priority, int step) {
        return switch (priority) {
            case HIGH -> Optional.of(Duration.ofMillis(step == 0 ? 5_000 : 2_500));
            case MEDIUM -> Optional.of(Duration.ofMillis(step == 0 ? 12_000 : 6_000));
            case LOW -> Optional.of(Duration.ofSeconds(30));
            case INFORMATION -> Optional.empty();
        };
    }
}
