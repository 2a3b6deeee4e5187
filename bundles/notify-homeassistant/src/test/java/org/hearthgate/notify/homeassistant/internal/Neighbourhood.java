package org.hearthgate.notify.homeassistant.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.Receipts;
import org.hearthgate.api.notify.SelfTest;

/** Rooms beside ours, in a test. */
final class Neighbourhood implements Neighbours, Receipts {
    final PlainBoard board = new PlainBoard();
    final List<Receipt> noted = new CopyOnWriteArrayList<>();
    private final List<HealthProbe> probes = new CopyOnWriteArrayList<>();
    private volatile boolean judging = true;
    private volatile Optional<SelfTest.Result> drill = Optional.empty();

    Neighbourhood withoutAlerting() {
        judging = false;
        return this;
    }

    Neighbourhood with(String name, boolean onAlarmPath, Health health) {
        probes.add(new HealthProbe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean onAlarmPath() {
                return onAlarmPath;
            }

            @Override
            public Health check() {
                return health;
            }
        });
        return this;
    }

    Neighbourhood drilled(SelfTest.Result result) {
        drill = Optional.of(result);
        return this;
    }

    @Override
    public Optional<AlertBoard> board() {
        return judging ? Optional.of(board) : Optional.empty();
    }

    @Override
    public Optional<Receipts> receipts() {
        return Optional.of(this);
    }

    @Override
    public Optional<SelfTest> selfTest() {
        return drill.map(result -> new SelfTest() {
            @Override
            public Optional<SelfTest.Result> latest() {
                return Optional.of(result);
            }

            @Override
            public CompletableFuture<SelfTest.Result> run(String by) {
                return CompletableFuture.completedFuture(result);
            }
        });
    }

    @Override
    public List<HealthProbe> probes() {
        return List.copyOf(probes);
    }

    @Override
    public void note(Receipt receipt) {
        noted.add(receipt);
    }

    @Override
    public List<Receipt> ofAlert(String alertId) {
        return noted.stream()
                .filter(receipt -> receipt.alertId().equals(alertId))
                .toList();
    }

    @Override
    public List<Receipt> since(Instant from, int most) {
        return List.copyOf(noted);
    }
}
