package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.rules.glucose.UrgentLowRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryAlertJournal;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** A disk that does not answer at all: whoever is to be woken is called, whoever shows the alert waits for the journal. */
class HungDiskTest {
    private final CountDownLatch disk = new CountDownLatch(1);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Test
    void the_call_is_out_before_the_journal_is_asked_and_the_page_hears_after_it() throws Exception {
        var store = new InMemoryObservationStore();
        var clock = new ManualClock(NOON);
        var engine = new AlertEngine(
                store,
                new Hung(),
                clock,
                FixedHousehold.of("Anna"),
                Configured.by(AlertEngine.Config.class, Map.of("requiredRules", new String[] {"urgent-low"})));
        engine.addListener(alert -> heard.add("shown"));
        engine.addCallListener(new CallListener() {
            @Override
            public void call(Call call) {
                heard.add("called");
            }

            @Override
            public void quiet(Alert alert) {}
        });
        engine.addRule(new UrgentLowRule(Configured.by(UrgentLowRule.Config.class)));
        GlucoseReading low = Given.reading(48).at(NOON).build();
        store.append(List.of(low));
        engine.committed(List.of(new StoredObservation(store.lastPosition(), low)));

        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("called");
        assertThat(heard).isEmpty();
        disk.countDown();
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("shown");
        engine.close();
    }

    private final class Hung implements AlertJournal {
        private final AlertJournal journal = new InMemoryAlertJournal();

        @Override
        public void append(List<Entry> entries) {
            try {
                disk.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            journal.append(entries);
        }

        @Override
        public List<Alert> unresolved() {
            return journal.unresolved();
        }

        @Override
        public List<Entry> since(PersonId person, java.time.Instant from, int most) {
            return journal.since(person, from, most);
        }

        @Override
        public List<Entry> ofAlert(String alertId) {
            return journal.ofAlert(alertId);
        }

        @Override
        public long verify() {
            return journal.verify();
        }
    }
}
