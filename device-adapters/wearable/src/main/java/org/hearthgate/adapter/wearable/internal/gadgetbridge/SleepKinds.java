package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which raw kinds of which watch mean sleep. They are the makers' own numbers; a watch whose numbers nobody has published sleeps never,
 * as far as the hub knows.
 */
enum SleepKinds {
    /** Zepp OS and newer Amazfit: 120. 121 and 122 are the deep and REM sleep that Gadgetbridge makes of it. */
    HUAMI_EXTENDED(Set.of(120, 121, 122)) {
        @Override
        OptionalInt kind(OptionalInt raw) {
            return raw;
        }
    },
    /** Mi Band 2 and later, older Amazfit: 9 and 11 in the low four bits; 0 and 10 say nothing new. */
    MI_BAND_2(Set.of(9, 11)) {
        @Override
        OptionalInt kind(OptionalInt raw) {
            if (raw.isEmpty() || raw.getAsInt() < 0) {
                return OptionalInt.empty();
            }
            int kind = raw.getAsInt() & 0x0F;
            return kind == 0 || kind == 10 ? OptionalInt.empty() : OptionalInt.of(kind);
        }
    },
    /** The first Mi Band: 4 and 5. */
    MI_BAND_1(Set.of(4, 5)) {
        @Override
        OptionalInt kind(OptionalInt raw) {
            return raw;
        }
    },
    UNKNOWN(Set.of()) {
        @Override
        OptionalInt kind(OptionalInt raw) {
            return OptionalInt.empty();
        }
    };

    private static final Set<String> FIRST_MI_BANDS = Set.of("MI", "MI1", "MI1A", "MI1S");

    private final Set<Integer> asleep;

    SleepKinds(Set<Integer> asleep) {
        this.asleep = asleep;
    }

    /** {@return the numbers of this table and watch} */
    static SleepKinds of(String table, Wearer wearer) {
        return switch (table) {
            case "HUAMI_EXTENDED_ACTIVITY_SAMPLE" -> HUAMI_EXTENDED;
            case "MI_BAND_ACTIVITY_SAMPLE" ->
                wearer.type().equals("MIBAND")
                                || FIRST_MI_BANDS.contains(wearer.name().toUpperCase(Locale.ROOT))
                        ? MI_BAND_1
                        : MI_BAND_2;
            default -> UNKNOWN;
        };
    }

    /** {@return the kind without decoration; empty where the row says nothing new about sleep} */
    abstract OptionalInt kind(OptionalInt raw);

    /** {@return whether a row says asleep or not; empty where the one before still holds} */
    java.util.Optional<Boolean> asleep(OptionalInt raw) {
        OptionalInt kind = kind(raw);
        return kind.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(asleep.contains(kind.getAsInt()));
    }
}
