package org.hearthgate.commissioning.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.commissioning.OpenPairing;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.Pairing;
import org.hearthgate.api.hub.HubClock;

/** The pairings on their way: one per device, few at once, and none that goes on when nobody looks any more. */
final class Pairings {
    private static final int MOST = 8;
    private static final Set<Pairing.State> ENDED = Set.of(Pairing.State.DONE, Pairing.State.FAILED);

    private final Ears ears;
    private final Edge edge;
    private final HubClock clock;
    private final Duration patience;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Open> open = new LinkedHashMap<>();

    private static final class Open {
        private final DeviceAddress device;
        private final Pairing pairing;
        private Duration lookedAt;

        private Open(DeviceAddress device, Pairing pairing, Duration now) {
            this.device = device;
            this.pairing = pairing;
            lookedAt = now;
        }
    }

    /** @param patience how long one may go on, or its end be told, while nobody looks */
    Pairings(Ears ears, Edge edge, HubClock clock, Duration patience) {
        this.ears = ears;
        this.edge = edge;
        this.clock = clock;
        this.patience = patience;
    }

    /** Begins, or goes on with the one that is on its way with this device. */
    OpenPairing begin(DeviceAddress device) {
        giveUpForgotten();
        synchronized (this) {
            for (Map.Entry<String, Open> one : open.entrySet()) {
                if (one.getValue().device.equals(device)) {
                    OpenPairing there = look(one.getKey(), one.getValue());
                    if (!ENDED.contains(there.progress().state())) {
                        return there;
                    }
                    open.remove(one.getKey());
                    break;
                }
            }
            if (open.values().stream().filter(one -> !hasEnded(one)).count() >= MOST) {
                throw new CommissioningException(
                        Reason.CONFLICT, MOST + " pairings are on their way. Finish or cancel one first.");
            }
            DeviceDiscovery transport = ears.transport(device.transport());
            Pairing pairing = ask("transport " + device.transport(), () -> transport.pair(device.address()));
            String id = HexFormat.of().toHexDigits(random.nextLong());
            var begun = new Open(device, pairing, clock.elapsed());
            open.put(id, begun);
            return look(id, begun);
        }
    }

    synchronized OpenPairing look(String id) {
        return look(id, find(id));
    }

    synchronized OpenPairing answer(String id, String text) {
        Open one = find(id);
        ask("device", () -> {
            one.pairing.answer(text);
            return true;
        });
        return look(id, one);
    }

    synchronized void cancel(String id) {
        Open one = find(id);
        open.remove(id);
        stop(one);
    }

    /** Gives up what nobody has looked at for long, and forgets what has ended. */
    synchronized void giveUpForgotten() {
        Duration now = clock.elapsed();
        for (String id : List.copyOf(open.keySet())) {
            Open one = open.get(id);
            if (now.minus(one.lookedAt).compareTo(patience) >= 0) {
                open.remove(id);
                stop(one);
            }
        }
    }

    synchronized void cancelAll() {
        open.values().forEach(this::stop);
        open.clear();
    }

    private Open find(String id) {
        Open one = open.get(id);
        if (one == null) {
            throw new CommissioningException(
                    Reason.UNKNOWN,
                    "There is no such pairing; one that nobody looks at for " + patience.toSeconds()
                            + " s is given up. Begin again.");
        }
        return one;
    }

    private OpenPairing look(String id, Open one) {
        Pairing.Progress progress = ask("transport " + one.device.transport(), one.pairing::progress);
        one.lookedAt = clock.elapsed();
        return new OpenPairing(id, one.device, progress);
    }

    private boolean hasEnded(Open one) {
        try {
            return ENDED.contains(ask("transport " + one.device.transport(), one.pairing::progress)
                    .state());
        } catch (CommissioningException e) {
            return false; // it holds its place until it is forgotten
        }
    }

    private void stop(Open one) {
        try {
            ask("transport " + one.device.transport(), () -> {
                one.pairing.cancel();
                return true;
            });
        } catch (CommissioningException e) {
            // nobody waits for it any more; a transport that hangs is named by the inbox
        }
    }

    /** Its own question each time: the lock of one pairing's transport is not that of the others. */
    private <T> T ask(String name, Callable<T> question) {
        try {
            return edge.ask(name, name, question);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CommissioningException(
                    e instanceof IllegalStateException ? Reason.CONFLICT : Reason.INVALID,
                    "This does not work: " + e.getMessage() + ".");
        }
    }
}
