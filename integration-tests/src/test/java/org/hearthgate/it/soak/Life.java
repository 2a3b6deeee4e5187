package org.hearthgate.it.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.it.Witness;
import org.hearthgate.it.devices.SimulatedDevice;

/** The hours that a fleet lives with a hub, watched from outside, and the comparison of what was measured with what is in the record. */
final class Life {
    private static final Duration TICK = Duration.ofMillis(25);
    private static final int TICKS_BETWEEN_LOOKS = 80;
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);
    private static final int FEWEST_LOOKS = 6;
    private static final int MOST_TOLD = 20;

    private final long hub;
    private final Path home;
    private final Fleet fleet;
    private final FastClock clock;
    private final PrintStream screen;
    private final List<Vitality> vitality = new ArrayList<>();

    /** @param hub its process */
    Life(long hub, Path home, Fleet fleet, FastClock clock, PrintStream screen) {
        this.hub = hub;
        this.home = home;
        this.fleet = fleet;
        this.clock = clock;
        this.screen = screen;
    }

    /** Lives for so long on the hub's clock, then settles and compares. */
    Soak.Outcome of(Duration length, Supplier<List<Peripheral.Write>> writes) throws IOException, InterruptedException {
        screen.println("| hour | went away | heap MiB | handles | threads | RSS MiB |\n|---|---|---|---|---|---|");
        long looks = Math.max(FEWEST_LOOKS, length.toHours());
        for (long look = 1; look <= looks; look++) {
            Instant until = clock.from().plus(length.multipliedBy(look).dividedBy(looks));
            while (clock.now().isBefore(until)) {
                tick();
            }
            look(Duration.between(clock.from(), until));
        }
        return settle(writes);
    }

    private void tick() {
        fleet.live(clock.now());
        LockSupport.parkNanos(TICK.toNanos());
    }

    private void look(Duration since) throws IOException, InterruptedException {
        Vitality seen = Vitality.of(hub);
        vitality.add(seen);
        screen.println(String.format(
                Locale.ROOT,
                "| %.1f | %d | %.1f | %d | %d | %.0f |",
                since.toMinutes() / 60.0,
                fleet.flaps(),
                seen.heapMib(),
                seen.handles(),
                seen.threads(),
                seen.residentMib()));
    }

    private Soak.Outcome settle(Supplier<List<Peripheral.Write>> writes) throws IOException {
        fleet.settle();
        long deadline = System.nanoTime() + SETTLES_WITHIN.toNanos();
        Soak.Outcome outcome;
        do {
            for (int i = 0; i < TICKS_BETWEEN_LOOKS; i++) {
                tick();
            }
            outcome = compare(writes.get());
        } while (!outcome.lost().isEmpty() && System.nanoTime() < deadline);
        screen.println(String.format(
                "%n%d readings of %d devices, which went away %d times: %d lost, %d doubled, %d invented; %d writes to devices",
                outcome.measured(),
                fleet.devices().size(),
                outcome.flaps(),
                outcome.lost().size(),
                outcome.doubled().size(),
                outcome.invented().size(),
                outcome.writes().size()));
        outcome.lost().stream().limit(MOST_TOLD).forEach(one -> screen.println("- lost " + one));
        outcome.quarantined().forEach((what, times) -> screen.println("- " + times + " times " + what));
        outcome.invented().stream().limit(MOST_TOLD).forEach(one -> screen.println("- invented " + one));
        outcome.doubled().stream().limit(MOST_TOLD).forEach(one -> screen.println("- doubled " + one));
        return outcome;
    }

    private Soak.Outcome compare(List<Peripheral.Write> writes) throws IOException {
        // first what was measured, then what is stored: what is measured meanwhile is no loss
        var measured = new HashMap<String, Integer>();
        var devices = new HashMap<String, SimulatedDevice>();
        for (SimulatedDevice device : fleet.devices()) {
            String name = device.peripheral().address().deviceId().value();
            devices.put(name, device);
            device.truth().forEach(key -> measured.put(name + " " + key, 0));
        }
        int truths = measured.size();
        var doubled = new ArrayList<String>();
        var invented = new ArrayList<String>();
        var quarantined = new TreeMap<String, Integer>();
        for (String line : new Witness(home).lines()) {
            String[] words = line.split(" ");
            if (words[0].equals("quarantined")) {
                quarantined.merge(line, 1, Integer::sum);
                continue;
            }
            SimulatedDevice device = devices.get(words[2]);
            String key =
                    device == null ? "" : device.key(words[1], Long.parseLong(words[3]), Double.parseDouble(words[4]));
            if (!key.isEmpty() && !measured.containsKey(words[2] + " " + key)) {
                invented.add(line);
            } else if (!key.isEmpty() && measured.merge(words[2] + " " + key, 1, Integer::sum) > 1) {
                doubled.add(words[2] + " " + key);
            }
        }
        List<String> lost = measured.entrySet().stream()
                .filter(one -> one.getValue() == 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new Soak.Outcome(fleet.flaps(), truths, lost, doubled, invented, quarantined, vitality, writes);
    }
}
