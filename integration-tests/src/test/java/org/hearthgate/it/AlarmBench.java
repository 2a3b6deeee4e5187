package org.hearthgate.it;

import java.io.IOException;
import java.io.PrintStream;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How long it takes from a low to a sound while everything outside the house is dead, alone and with readings pouring in. Prints a table;
 * asserts nothing.
 */
public final class AlarmBench {
    private static final int LOWS = Integer.getInteger("bench.lows", 100);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 200);
    private static final PrintStream OUT = System.out;

    private AlarmBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("hearthgate-alarm-");
        try (var home = new CutOffHome(folder)) {
            OUT.printf(
                    Locale.ROOT,
                    "%s, Java %s, %d cores, load %s, network: %s, %s%n%n| %d lows | median / p99 / worst |%n|---|---|%n",
                    System.getProperty("os.arch"),
                    Runtime.version(),
                    Runtime.getRuntime().availableProcessors(),
                    load(),
                    network(),
                    Instant.now(),
                    LOWS);
            row("the very first low of a hub", List.of(home.low(false)));
            row("the next " + WARM_UP + ", while its code is compiled", lows(home, WARM_UP, false));
            row("low alone, after them", lows(home, LOWS, false));
            row("288 late readings on their way with each low", lows(home, LOWS, true));
            OUT.println("load afterwards " + load());
        } finally {
            remove(folder);
        }
    }

    private static List<CutOffHome.Took> lows(CutOffHome home, int count, boolean afterBurst)
            throws IOException, InterruptedException {
        var all = new ArrayList<CutOffHome.Took>();
        for (int i = 0; i < count; i++) {
            all.add(home.low(afterBurst));
        }
        return all;
    }

    private static void row(String what, List<CutOffHome.Took> all) {
        OUT.printf(
                "| %s: send → sound | %s |%n",
                what,
                figures(all.stream().map(CutOffHome.Took::soundNanos).sorted().toList()));
        OUT.printf(
                "| %s: send → call on a page | %s |%n",
                what,
                figures(all.stream().map(CutOffHome.Took::callNanos).sorted().toList()));
        OUT.printf(
                "| %s: send → alert in the journal and on a page | %s |%n",
                what,
                figures(all.stream().map(CutOffHome.Took::eventNanos).sorted().toList()));
    }

    private static String figures(List<Long> sorted) {
        int last = sorted.size() - 1;
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f / %.1f ms",
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(Math.min(last, sorted.size() * 99 / 100)) / 1e6,
                sorted.get(last) / 1e6);
    }

    private static String network() throws IOException {
        return NetworkInterface.networkInterfaces()
                .map(NetworkInterface::getName)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String load() throws IOException {
        Path told = Path.of("/proc/loadavg");
        return Files.exists(told) ? Files.readString(told).split(" ", 2)[0] : "unknown";
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(Collections.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
