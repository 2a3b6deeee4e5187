package org.hearthgate.commissioning.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.commissioning.CommissioningException.Reason;
import org.hearthgate.api.commissioning.DeviceAddress;
import org.hearthgate.api.commissioning.DeviceInbox;
import org.hearthgate.api.commissioning.HomeDevice;
import org.hearthgate.api.commissioning.Inbox;
import org.hearthgate.api.commissioning.OpenPairing;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.hub.HubClock;

/** Everything that is heard, with the kinds that would serve it and whose it is already. */
final class HeardInbox implements DeviceInbox {
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(120);
    private static final int IDENTIFY_WITHIN_SECONDS = 30;

    private final Whiteboard whiteboard;
    private final Ears ears;
    private final Edge edge;
    private final ConfiguredRoster roster;
    private final Pairings pairings;
    private final HubClock clock;
    private volatile Optional<Instant> searchingUntil = Optional.empty();

    HeardInbox(
            Whiteboard whiteboard, Ears ears, Edge edge, ConfiguredRoster roster, Pairings pairings, HubClock clock) {
        this.whiteboard = whiteboard;
        this.ears = ears;
        this.edge = edge;
        this.roster = roster;
        this.pairings = pairings;
        this.clock = clock;
    }

    @Override
    public Inbox look() {
        Ears.Heard heard = ears.listen();
        var troubles = new ArrayList<>(heard.troubles());
        Map<HeardDevice, List<Inbox.Offer>> offers = new HashMap<>();
        for (KnownKind kind : whiteboard.kinds()) {
            try {
                servedBy(kind, heard.devices())
                        .forEach(device -> offers.computeIfAbsent(device, any -> new ArrayList<>())
                                .add(kind.offer()));
            } catch (RuntimeException e) { // a whiteboard's edge
                troubles.add(String.valueOf(e.getMessage()));
            }
        }
        List<HomeDevice> home = roster.devices(heard);
        List<Inbox.Entry> entries = heard.devices().stream()
                .map(device -> new Inbox.Entry(
                        device,
                        offers.getOrDefault(device, List.of()),
                        home.stream()
                                .filter(one -> one.address().equalsIgnoreCase(device.address()))
                                .toList()))
                .toList();
        return new Inbox(entries, troubles, searchingUntil.filter(until -> until.isAfter(clock.now())));
    }

    private List<HeardDevice> servedBy(KnownKind kind, List<HeardDevice> devices) {
        return edge.ask(kind.service(), "kind of device '" + kind.id() + "'", () -> devices.stream()
                .filter(device -> ConfiguredRoster.proposal(kind, device).isPresent())
                .toList());
    }

    @Override
    public Instant search(Duration length) {
        if (length.compareTo(Duration.ofSeconds(1)) < 0 || length.compareTo(LONGEST_SEARCH) > 0) {
            throw new CommissioningException(
                    Reason.INVALID, "A search lasts 1 to " + LONGEST_SEARCH.toSeconds() + " seconds.");
        }
        ears.search(length);
        Instant until = clock.now().plus(length);
        searchingUntil = Optional.of(until);
        return until;
    }

    @Override
    public CompletableFuture<Map<String, String>> identify(DeviceAddress device) {
        DeviceDiscovery transport = ears.transport(device.transport());
        String name = "transport " + device.transport();
        CompletableFuture<Map<String, String>> asked =
                edge.ask(transport, name, () -> transport.identify(device.address()));
        return asked.copy().orTimeout(IDENTIFY_WITHIN_SECONDS, TimeUnit.SECONDS).handle((details, thrown) -> {
            if (thrown == null) {
                return Map.copyOf(details);
            }
            throw silent(thrown);
        });
    }

    private static CommissioningException silent(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof TimeoutException || cause.getMessage() == null) {
            return new CommissioningException(
                    Reason.NO_ANSWER,
                    "The device did not say who it is within " + IDENTIFY_WITHIN_SECONDS
                            + " s. Wake it (press its button), hold it near the hub and ask again.");
        }
        return new CommissioningException(Reason.NO_ANSWER, cause.getMessage());
    }

    @Override
    public OpenPairing pair(DeviceAddress device) {
        return pairings.begin(device);
    }

    @Override
    public OpenPairing pairing(String id) {
        return pairings.look(id);
    }

    @Override
    public OpenPairing answer(String id, String text) {
        return pairings.answer(id, text);
    }

    @Override
    public void cancel(String id) {
        pairings.cancel(id);
    }
}
