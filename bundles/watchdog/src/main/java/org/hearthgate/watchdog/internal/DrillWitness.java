package org.hearthgate.watchdog.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.SelfTest;

/** What is seen of a drill along the road, and the place to wait for it. Told on other rooms' threads, which never wait here. */
final class DrillWitness {
    private static final int MOST = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition seen = lock.newCondition();
    private final Set<String> alerts = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private final List<Receipt> receipts = new ArrayList<>();

    /** A new drill: what is left of the one before is forgotten. */
    void begin() {
        lock.lock();
        try {
            alerts.clear();
            calls.clear();
            receipts.clear();
        } finally {
            lock.unlock();
        }
    }

    void alert(Alert alert) {
        if (alert.rule().equals(SelfTest.RULE)) {
            note(() -> alerts.add(alert.id()));
        }
    }

    void call(Call call) {
        if (call.test()) {
            note(() -> calls.add(call.alert().id()));
        }
    }

    void receipt(Receipt receipt) {
        if (receipt.alertId().startsWith(SelfTest.RULE)) {
            note(() -> receipts.add(receipt));
        }
    }

    private void note(Runnable change) {
        lock.lock();
        try {
            if (alerts.size() + calls.size() + receipts.size() < MOST) {
                change.run();
            }
            seen.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean hasAlert(String alertId) {
        return looking(() -> alerts.contains(alertId));
    }

    boolean hasCall(String alertId) {
        return looking(() -> calls.contains(alertId));
    }

    /** {@return the receipt that says most: one that reached somebody, failing that the newest} */
    Optional<Receipt> best(String alertId, String channel) {
        return looking(() -> {
            List<Receipt> all = receipts.stream()
                    .filter(one ->
                            one.alertId().equals(alertId) && one.channel().equals(channel))
                    .toList();
            return all.stream()
                    .filter(one -> one.outcome().reached())
                    .findFirst()
                    .or(() -> all.stream().reduce((first, second) -> second));
        });
    }

    private <T> T looking(Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether it came true in time} */
    boolean await(Supplier<Boolean> condition, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.get()) {
                if (left <= 0) {
                    return false;
                }
                left = seen.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
