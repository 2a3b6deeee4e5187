package org.hearthgate.notify.internal;

import static org.hearthgate.notify.internal.Calls.call;
import static org.hearthgate.testkit.Given.NOON;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.ReceiptListener;
import org.hearthgate.notify.internal.sounder.Sounder;
import org.hearthgate.notify.internal.sounder.SounderConfig;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.InMemoryReceiptJournal;
import org.hearthgate.testkit.ManualClock;

/** Prints how long {@code call()} keeps who calls, and how long it takes until the sounder's first part is written; see the README. */
public final class NotifyFigures {
    private static final int CALLS = 300;

    private NotifyFigures() {}

    /** Nothing is asked for. */
    public static void main(String[] none) throws Exception {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Path wav = Files.createTempDirectory("notify-figures").resolve("sounder.wav");
        var clock = new ManualClock(NOON);
        var book = new ReceiptBook();
        book.setJournal(new InMemoryReceiptJournal());
        var dispatcher = new Dispatcher(clock, book, Configured.by(Dispatcher.Config.class));
        var sounder = new Sounder(
                clock, FixedHousehold.of("Anna"), Configured.by(SounderConfig.class, Map.of("device", "file:" + wav)));
        dispatcher.addChannel(sounder);
        for (int i = 0; i < 8; i++) {
            dispatcher.addChannel(FakeChannel.called("school" + i).doing(FakeChannel.failing("away")));
        }
        while (!sounder.check().message().startsWith("sounds with")) {
            Thread.onSpinWait();
        }
        var calling = new long[CALLS];
        var sounding = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            Call call = call().about("a" + i)
                    .near()
                    .to("gran", "school0", "school1", "school2", "school3")
                    .within(Duration.ofSeconds(30))
                    .build();
            var reached = new CountDownLatch(1);
            ReceiptListener listener = receipt -> {
                if (receipt.outcome().reached()) {
                    reached.countDown();
                }
            };
            book.addListener(listener);
            long begun = System.nanoTime();
            dispatcher.call(call);
            calling[i] = System.nanoTime() - begun;
            reached.await();
            sounding[i] = System.nanoTime() - begun;
            book.removeListener(listener);
            dispatcher.quiet(call.alert());
        }
        print(out, "call() returns after", calling);
        print(out, "the sounder's first part is written after", sounding);
        dispatcher.close();
        sounder.close();
        book.close();
        Files.deleteIfExists(wav);
    }

    private static void print(PrintWriter out, String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        List<String> words = List.of(
                "first " + micros(nanos[0]),
                "median " + micros(sorted[sorted.length / 2]),
                "p99 " + micros(sorted[sorted.length * 99 / 100]),
                "longest " + micros(sorted[sorted.length - 1]));
        out.println(what + ": " + String.join(", ", words));
    }

    private static String micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos) + " us";
    }
}
