package org.hearthgate.cloud.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentEntryTest {
    private static final String KEY = "0123456789abcdef";

    private static Consent consent(Object... keysAndValues) {
        return new ConsentEntry(Wanted.consentConfig(keysAndValues)).consent();
    }

    @Test
    void a_consent_without_a_granularity_allows_nothing() {
        assertThat(consent("granularity", "nothing", "grantedAt", "").granularity())
                .isEqualTo(Granularity.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reading", "summary-1h", "everything", "", "SUMMARY-15MIN"})
    void refuses_a_granularity_it_cannot_honour(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> consent("granularity", word, "pseudonym", "blue-7"))
                .withMessageContaining("'" + word + "'")
                .withMessageContaining("nothing, summary-15min");
    }

    @Test
    void refuses_to_send_under_the_persons_own_id() {
        assertThatIllegalArgumentException().isThrownBy(() -> consent("pseudonym", "Anna"));
        assertThatIllegalArgumentException().isThrownBy(() -> consent());
    }

    @Test
    void refuses_a_topic_wildcard_or_a_name_with_spaces_as_pseudonym() {
        assertThatIllegalArgumentException().isThrownBy(() -> consent("pseudonym", "#"));
        assertThatIllegalArgumentException().isThrownBy(() -> consent("pseudonym", "Anna Smith"));
    }

    @Test
    void a_derived_pseudonym_is_stable_and_differs_by_person_recipient_and_key() {
        String annas = consent(".pseudonymKey", KEY).pseudonym();

        assertThat(annas).matches("p-[0-9a-f]{20}").isEqualTo(Pseudonym.choose("", KEY, "cloud", ANNA));
        assertThat(annas)
                .isNotEqualTo(Pseudonym.choose("", KEY, "cloud", BEN))
                .isNotEqualTo(Pseudonym.choose("", KEY, "clinic", ANNA))
                .isNotEqualTo(Pseudonym.choose("", KEY + "x", "cloud", ANNA));
    }

    @Test
    void never_repeats_a_key_in_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> consent(".pseudonymKey", "too-short"))
                .withMessageContaining("16")
                .withMessageNotContaining("too-short");
    }

    @Test
    void refuses_a_consent_that_does_not_say_when_it_was_given() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> consent("pseudonym", "blue-7", "grantedAt", ""))
                .withMessageContaining("grantedAt");
    }

    @Test
    void two_consents_of_one_person_cancel_each_other() {
        var book = new ConsentBook("cloud");
        book.add(Wanted.consent(ANNA, "blue-7"));
        book.add(new Consent("clinic", ANNA, Granularity.NOTHING, "", Wanted.LONG_AGO, 5));
        assertThat(book.of(ANNA)).isPresent();

        book.add(Wanted.consent(ANNA, "red-1"));
        assertThat(book.of(ANNA)).isEmpty();
        assertThat(book.contradicts()).isTrue();

        book.remove(Wanted.consent(ANNA, "red-1"));
        assertThat(book.of(ANNA)).hasValue(Wanted.consent(ANNA, "blue-7"));
    }
}
