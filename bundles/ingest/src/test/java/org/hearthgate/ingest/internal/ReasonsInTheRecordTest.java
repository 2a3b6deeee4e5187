package org.hearthgate.ingest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.List;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.ingest.internal.signal.SignalStage;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class ReasonsInTheRecordTest {
    private static final double[] A_JUMP = {110, 111, 109, 110, 112, 111, 110, 152, 151, 153, 152, 150, 151, 152, 153};

    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final ManualClock clock = new ManualClock(NOON);
    private final FixedHousehold home = FixedHousehold.of("Anna");

    @Test
    void a_jump_is_in_the_record_once_however_often_its_readings_are_sent() throws Exception {
        send(2);
        send(2); // a new pipeline: as after a restart
        assertThat(recorded(ObservationKind.SENSOR_ARTEFACT)).singleElement().satisfies(stored -> assertThat(
                        ((SensorArtefact) stored.observation()).artefact())
                .isEqualTo(SensorArtefact.Artefact.JUMP));
        assertThat(recorded(ObservationKind.GLUCOSE)).hasSize(A_JUMP.length);
        assertThat(recorded(ObservationKind.GLUCOSE)
                        .get(7)
                        .observation()
                        .quality()
                        .doubt(Doubt.Flag.JUMP))
                .hasValueSatisfying(doubt -> assertThat(doubt.measures()).containsEntry("changeMgPerDl", 42.0));
    }

    private void send(int rounds) throws Exception {
        var pipeline = new IngestPipeline(store, clock, home, Configured.by(IngestPipeline.Config.class));
        try {
            pipeline.addStage(new SignalStage(store, home, Configured.by(SignalStage.Config.class)));
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < A_JUMP.length; i++) {
                    var at = NOON.plus(Duration.ofMinutes(5L * i));
                    clock.jumpTo(at);
                    pipeline.submit(List.of(Given.reading(A_JUMP[i]).at(at).build()))
                            .join();
                }
            }
        } finally {
            pipeline.close();
        }
    }

    private List<StoredObservation> recorded(ObservationKind kind) {
        return store.window(ObservationQuery.of(ANNA, NOON.minusSeconds(1), NOON.plus(Duration.ofDays(1)), kind));
    }
}
