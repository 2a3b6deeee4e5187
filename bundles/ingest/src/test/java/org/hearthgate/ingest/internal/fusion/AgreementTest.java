package org.hearthgate.ingest.internal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final long FIVE_MINUTES = 5 * 60_000L;

    private final Agreement agreement = new Agreement();
    private long at;

    @Test
    void begins_at_the_third_pair_in_a_row_that_is_close() {
        pairs(0.7, 0.7);
        assertThat(agreement.agrees()).isFalse();
        pairs(0.7);
        assertThat(agreement.agrees()).isTrue();
    }

    @Test
    void one_pair_beyond_the_tolerance_does_not_end_it_and_one_far_beyond_does() {
        pairs(0.2, 0.2, 0.2, 1.5);
        assertThat(agreement.agrees()).isTrue();
        pairs(1.51);
        assertThat(agreement.agrees()).isFalse();
    }

    @Test
    void where_one_speaks_of_a_low_the_tolerance_itself_ends_it() {
        pairs(0.2, 0.2, 0.2);
        agreement.note(at, 1.01, 79);
        assertThat(agreement.agrees()).isFalse();
    }

    @Test
    void two_that_merely_cross_are_not_averaged() {
        for (double ratio : new double[] {3, 2.4, 1.8, 1.2, 0.7, 0.1, 0.5, 1.1, 1.7}) {
            pairs(ratio);
            assertThat(agreement.agrees()).isFalse();
        }
    }

    private void pairs(double... ratios) {
        for (double ratio : ratios) {
            agreement.note(at, ratio, 120);
            at += FIVE_MINUTES;
        }
    }
}
