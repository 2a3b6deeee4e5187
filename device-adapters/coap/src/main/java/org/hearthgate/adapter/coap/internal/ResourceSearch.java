package org.hearthgate.adapter.coap.internal;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.hearthgate.adapter.coap.internal.link.Link;
import org.hearthgate.adapter.coap.internal.link.LinkFormat;
import org.hearthgate.api.device.HeardDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the house which CoAP resources there are: everybody at once by multicast, and some hosts one by one. Who answers a multicast is
 * asked again alone, since a long list comes in blocks. Bounded in hosts and resources. Any thread.
 */
final class ResourceSearch {
    static final int MOST_HOSTS = 64;
    static final int MOST_RESOURCES = 128;

    private static final Logger LOG = LoggerFactory.getLogger(ResourceSearch.class);
    private static final int LINK_FORMAT = 40;
    private static final String EVERYBODY_IPV4 = "224.0.1.187";
    private static final String EVERYBODY_ON_THE_LINK = "ff02::fd";
    private static final Duration BETWEEN_CALLS = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final CoapClients clients;
    private final List<String> hosts;
    private final Map<String, HeardDevice> found = new LinkedHashMap<>();
    private final Set<InetSocketAddress> asked = new HashSet<>();
    private Duration until = Duration.ZERO;
    private boolean running;

    /** @param hosts {@code host} or {@code host:port}, asked one by one */
    ResourceSearch(CoapClients clients, List<String> hosts) {
        this.clients = clients;
        this.hosts = hosts.stream()
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .toList();
        this.hosts.forEach(ResourceSearch::check);
    }

    private static void check(String host) {
        if (!host.matches("[A-Za-z0-9._\\-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?")) {
            throw new IllegalArgumentException(CoapDiscovery.PID + ": hosts has '" + host
                    + "', which is no host; write 192.0.2.7, sensor.local:5683 or [fd00::7]");
        }
    }

    /** Begins, or goes on for so long from now; returns at once. */
    synchronized void begin(Duration length) {
        Duration most = length.compareTo(LONGEST) > 0 ? LONGEST : length;
        until = clients.clock().elapsed().plus(most);
        if (!running) {
            running = true;
            asked.clear();
            clients.execute(this::call);
        }
    }

    /** {@return what was found, found last first} */
    synchronized List<HeardDevice> found() {
        var devices = new ArrayList<>(found.values());
        Collections.reverse(devices);
        return List.copyOf(devices);
    }

    synchronized void forget(String address) {
        found.remove(address);
    }

    private void call() {
        synchronized (this) {
            if (clients.clock().elapsed().compareTo(until) >= 0) {
                running = false;
                return;
            }
        }
        for (String host : hosts) {
            alone(host);
        }
        everybody();
        clients.after(BETWEEN_CALLS, this::call);
    }

    private void alone(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > 0 && host.indexOf(']', colon) < 0;
        try {
            InetAddress address = InetAddress.getByName(port ? host.substring(0, colon) : host);
            ask(new InetSocketAddress(
                    address, port ? Integer.parseInt(host.substring(colon + 1)) : CoAP.DEFAULT_COAP_PORT));
        } catch (UnknownHostException | IllegalArgumentException e) {
            LOG.debug("Nobody is called {}", host, e);
        }
    }

    private void everybody() {
        try {
            shout(InetAddress.getByName(EVERYBODY_IPV4));
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (network.isUp() && network.supportsMulticast() && !network.isLoopback()) {
                    byte[] group = InetAddress.getByName(EVERYBODY_ON_THE_LINK).getAddress();
                    shout(Inet6Address.getByAddress(null, group, network.getIndex()));
                }
            }
        } catch (SocketException | UnknownHostException e) {
            LOG.debug("Cannot ask everybody", e);
        }
    }

    private void shout(InetAddress group) {
        Request request = wellKnownCore(CoAP.Type.NON, new InetSocketAddress(group, CoAP.DEFAULT_COAP_PORT));
        send(request, response -> {
            InetSocketAddress who = response.getSourceContext().getPeerAddress();
            clients.execute(() -> ask(who));
        });
    }

    private void ask(InetSocketAddress host) {
        synchronized (this) {
            if (asked.size() >= MOST_HOSTS || !asked.add(host)) {
                return;
            }
        }
        send(wellKnownCore(CoAP.Type.CON, host), response -> {
            if (response.isSuccess()) {
                take(host, response.getPayload());
            }
        });
    }

    private static Request wellKnownCore(CoAP.Type type, InetSocketAddress host) {
        Request request = new Request(CoAP.Code.GET, type);
        request.setDestinationContext(new AddressEndpointContext(host));
        request.getOptions().addUriPath(".well-known").addUriPath("core").setAccept(LINK_FORMAT);
        return request;
    }

    private void send(Request request, Consumer<Response> listener) {
        request.addMessageObserver(new MessageObserverAdapter() {
            @Override
            public void onResponse(Response response) {
                listener.accept(response);
            }
        });
        try {
            clients.endpoint(false).sendRequest(request);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            LOG.debug("Cannot ask {}", request.getDestinationContext(), e);
        }
    }

    private void take(InetSocketAddress host, byte[] document) {
        List<Link> links;
        try {
            links = LinkFormat.parse(document == null ? new byte[0] : document);
        } catch (IllegalArgumentException e) {
            LOG.debug("{}: {}", host, e.getMessage());
            return;
        }
        Instant now = clients.clock().now();
        String base = "coap://"
                + (host.getAddress() instanceof Inet6Address six
                        ? "[" + bare(six) + "]"
                        : host.getAddress().getHostAddress())
                + ":" + host.getPort();
        synchronized (this) {
            for (Link link : links) {
                link.path()
                        .filter(path -> !path.equals("/.well-known/core"))
                        .ifPresent(path -> add(base + path, link, now));
            }
        }
    }

    private static String bare(Inet6Address address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    private void add(String address, Link link, Instant now) {
        var offers = new TreeSet<String>();
        link.words("rt").forEach(offers::add);
        link.words("if").forEach(offers::add);
        link.words("ct").forEach(format -> offers.add("ct " + format));
        if (link.observable()) {
            offers.add("obs");
        }
        found.remove(address); // to its new place in the order
        if (found.size() >= MOST_RESOURCES) {
            return;
        }
        found.put(
                address,
                new HeardDevice(
                        CoapDiscovery.TRANSPORT,
                        address,
                        Optional.of(link.title().orElse(link.target())),
                        offers,
                        OptionalInt.empty(),
                        now,
                        true,
                        Map.of("observable", Boolean.toString(link.observable()))));
    }
}
