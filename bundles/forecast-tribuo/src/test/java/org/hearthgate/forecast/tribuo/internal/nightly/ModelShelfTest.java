package org.hearthgate.forecast.tribuo.internal.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.key.KeyException;
import org.hearthgate.forecast.tribuo.internal.boosting.Work;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.model.BinnedPrior;
import org.hearthgate.forecast.tribuo.internal.model.Examples;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.PersonTraining;
import org.hearthgate.forecast.tribuo.internal.model.PopulationModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelShelfTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @TempDir
    private Path folder;

    private final SomeKeys keys = new SomeKeys();
    private final PopulationModel people = SmallPopulation.quick();
    private final BinnedPrior prior = people.of("somebody new");
    private final VirtualBody anna = new VirtualBody(7, SmallPopulation.START).lives(4);
    private Kept kept;
    private ModelShelf shelf;

    @BeforeEach
    void learn() {
        shelf = new ModelShelf(folder.resolve("models"), keys);
        var bins = people.bins().with(Examples.bins(anna.history, anna.minute, 60));
        PersonModel model = PersonTraining.ON_TOP.train(
                Examples.of(anna.history, bins, SmallPopulation.START, anna.minute, 60),
                prior,
                Work.quietly(() -> false));
        Optional<Simple> simple = new Lesson(people.bins(), prior, Work.quietly(() -> false))
                .simple(anna.history, anna.minute + Lesson.JUDGED_DAYS * 1440, 60, DAY.plusDays(1));
        kept = new Kept(model, PersonModel.nothing(people.bins(), prior), DAY, simple);
    }

    @Test
    void what_was_kept_says_the_same_after_a_restart() throws IOException {
        shelf.write(ANNA, kept);
        Kept again =
                new ModelShelf(folder.resolve("models"), keys).read(ANNA, prior).orElseThrow();
        assertThat(again.learnedOn()).isEqualTo(DAY);
        assertThat(again.twin().isEmpty()).isTrue();
        for (int i = 300; i < 900; i += 50) {
            float[] row = Features.at(anna.history, i, 60);
            assertThat(again.champion().predict(prior, row).mgPerDl(12))
                    .isEqualTo(kept.champion().predict(prior, row).mgPerDl(12));
        }
        assertThat(again.simple()).isPresent().isEqualTo(kept.simple());
        assertThat(shelf.read(BEN, prior)).isEmpty();
    }

    @Test
    void somebody_without_a_simple_model_is_kept_too() throws IOException {
        shelf.write(ANNA, kept.with(Optional.empty()));
        assertThat(shelf.read(ANNA, prior).orElseThrow().simple()).isEmpty();
    }

    @Test
    void nobody_else_can_read_it_and_any_bit_that_changes_is_found() throws IOException {
        shelf.write(ANNA, kept);
        Path file = folder.resolve("models/anna.model");
        byte[] sealed = Files.readAllBytes(file);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("insulin");
        for (int at = 0; at < sealed.length; at += Math.max(1, sealed.length / 60)) {
            byte[] damaged = sealed.clone();
            damaged[at] ^= 0x10;
            Files.write(file, damaged);
            assertThatThrownBy(() -> shelf.read(ANNA, prior))
                    .as("octet %d", at)
                    .isInstanceOfAny(IOException.class, KeyException.class);
        }
        for (int length = 0; length < sealed.length; length += Math.max(1, sealed.length / 20)) {
            Files.write(file, java.util.Arrays.copyOf(sealed, length));
            assertThatThrownBy(() -> shelf.read(ANNA, prior)).isInstanceOfAny(IOException.class, KeyException.class);
        }
        Files.write(folder.resolve("models/ben.model"), sealed);
        assertThatThrownBy(() -> shelf.read(BEN, prior))
                .as("anna's in ben's place")
                .isInstanceOf(IOException.class);
    }

    @Test
    void when_the_hubs_key_has_gone_with_an_erasure_nothing_opens_it_any_more() throws IOException {
        shelf.write(ANNA, kept);
        shelf.write(BEN, kept);
        String old = keys.current();
        keys.rotate();
        assertThat(shelf.isUnderOldKey(ANNA)).isTrue();
        shelf.write(ANNA, kept);
        assertThat(shelf.isUnderOldKey(ANNA)).isFalse();
        keys.destroy(old);
        assertThat(shelf.read(ANNA, prior)).isPresent();
        assertThatThrownBy(() -> shelf.read(BEN, prior)).isInstanceOf(KeyException.class);
    }

    @Test
    void whoever_has_left_and_what_a_crash_left_half_made_goes() throws IOException {
        shelf.keepOnly(Set.of(ANNA));
        shelf.write(ANNA, kept);
        shelf.write(BEN, kept);
        Files.writeString(folder.resolve("models/made-1.tmp"), "half");
        shelf.keepOnly(Set.of(ANNA));
        try (var files = Files.list(folder.resolve("models"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("anna.model");
        }
    }
}
