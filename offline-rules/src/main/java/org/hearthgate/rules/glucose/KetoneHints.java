package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Note;
import org.hearthgate.rules.VomitingWords;

/** What makes ketones likelier beside a very high value: a raised ketone reading, vomiting, fever. Reminds, never diagnoses. */
final class KetoneHints {
    private static final Duration RECENT = Duration.ofHours(12);
    private static final double RAISED_MMOL_PER_L = 0.6;
    private static final double FEVER_CELSIUS = 38;
    private static final VomitingWords VOMITING = new VomitingWords(VomitingWords.USUAL);

    private KetoneHints() {}

    /** {@return the gravest, in plain words} */
    static Optional<String> in(Snapshot snapshot) {
        Circumstances known = snapshot.circumstances();
        return known.newest(Ketone.class, snapshot.asOf(), RECENT)
                .filter(ketone -> ketone.mmolPerL() >= RAISED_MMOL_PER_L)
                .map(ketone -> String.format(Locale.ROOT, "Ketones were %.1f mmol/L.", ketone.mmolPerL()))
                .or(() -> known.trusted(Note.class, snapshot.asOf().minus(RECENT)).stream()
                        .filter(note -> VOMITING.in(note.text()))
                        .findAny()
                        .map(note -> "Vomiting was noted."))
                .or(() -> known.newest(BodyTemperature.class, snapshot.asOf(), RECENT)
                        .filter(temperature -> temperature.celsius() >= FEVER_CELSIUS)
                        .map(temperature -> String.format(Locale.ROOT, "Fever of %.1f °C.", temperature.celsius())));
    }
}
