package org.hearthgate.ingest.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsulinOnBoardTest {
    @ParameterizedTest(name = "after {0} min {1} of the dose has yet to act")
    @CsvSource({
        "0, 1",
        "30, 0.9295",
        "60, 0.7793",
        "120, 0.4498",
        "180, 0.2082",
        "240, 0.0727",
        "300, 0.0139",
        "360, 0",
        "420, 0"
    })
    void follows_the_published_curve(double minutes, double share) {
        assertThat(InsulinOnBoard.share(minutes)).isCloseTo(share, within(0.0001));
    }
}
