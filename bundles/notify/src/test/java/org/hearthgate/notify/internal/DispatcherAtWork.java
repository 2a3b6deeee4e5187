package org.hearthgate.notify.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.testkit.Given.NOON;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.InMemoryReceiptJournal;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;

/** A dispatcher with a clock in hand and a journal in memory, for the tests that follow; everything ends with the test. */
abstract class DispatcherAtWork {
    final ManualClock clock = new ManualClock(NOON);
    final ReceiptBook book = new ReceiptBook();
    private final InMemoryReceiptJournal journal = new InMemoryReceiptJournal();
    final CountDownLatch release = new CountDownLatch(1);
    final Dispatcher dispatcher =
            new Dispatcher(clock, book, Configured.by(Dispatcher.Config.class, Map.of("firstRetryMillis", 1000)));

    DispatcherAtWork() {
        book.setJournal(journal);
    }

    @AfterEach
    void close() {
        release.countDown();
        dispatcher.close();
        book.close();
    }

    final FakeChannel with(FakeChannel channel) {
        dispatcher.addChannel(channel);
        return channel;
    }

    final List<Receipt> receipts(String alert) {
        return book.ofAlert(alert);
    }

    final void awaitOutcomes(String alert, Receipt.Outcome... outcomes) {
        await().untilAsserted(() ->
                assertThat(receipts(alert)).extracting(Receipt::outcome).containsExactly(outcomes));
    }
}
