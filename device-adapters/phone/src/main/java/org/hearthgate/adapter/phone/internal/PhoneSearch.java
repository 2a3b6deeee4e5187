package org.hearthgate.adapter.phone.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.device.DeviceDiscovery;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.hub.HubClock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds phones for the installer, and only while an installer searches: neither app announces itself, so the house's own addresses are
 * knocked at (decision 0025). Its one thread lives as long as a search.
 */
@Component(name = "org.hearthgate.adapter.phone.search", configurationPid = "org.hearthgate.adapter.phone.search")
public final class PhoneSearch implements DeviceDiscovery {
    static final String TRANSPORT = "phone";

    private static final Logger LOG = LoggerFactory.getLogger(PhoneSearch.class);
    private static final int MOST = 32;
    private static final int MOST_WAITING = 8;

    private final HubClock clock;
    private final Map<String, HeardDevice> heard = new LinkedHashMap<>();
    private final ThreadPoolExecutor worker;
    private volatile boolean searching;

    @Activate
    public PhoneSearch(@Reference HubClock clock) {
        this.clock = clock;
        worker = new ThreadPoolExecutor(
                1,
                1,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> new Thread(task, "phone-search"));
        worker.allowCoreThreadTimeOut(true);
    }

    @Deactivate
    void close() {
        worker.shutdownNow();
    }

    @Override
    public String transport() {
        return TRANSPORT;
    }

    @Override
    public List<HeardDevice> heard() {
        synchronized (heard) {
            var newestFirst = new java.util.ArrayList<>(heard.values());
            java.util.Collections.reverse(newestFirst);
            return newestFirst;
        }
    }

    /** One round through the house, whatever the length; a second search while one is under way is that one. */
    @Override
    public void search(Duration length) {
        if (searching) {
            return;
        }
        try {
            searching = true;
            worker.execute(() -> {
                try {
                    searchAmong(HomeNetwork.neighbours(), PhoneAddress.DEFAULT_PORT);
                } catch (IOException e) {
                    LOG.warn("The house cannot be searched for phones ({}): is the hub in the Wi-Fi?", e.getMessage());
                } finally {
                    searching = false;
                }
            });
        } catch (RejectedExecutionException e) {
            searching = false;
            LOG.debug("Too much to search, or the hub is ending", e);
        }
    }

    void searchAmong(List<InetAddress> addresses, int port) throws IOException {
        for (InetSocketAddress phone : LanProbe.open(addresses, port, () -> !worker.isShutdown())) {
            LanProbe.who(phone).ifPresent(details -> remember(phone, details));
        }
    }

    private void remember(InetSocketAddress phone, Map<String, String> details) {
        String address = phone.getAddress().getHostAddress() + ":" + phone.getPort();
        String name = "juggluco".equals(details.get(LanProbe.APP)) ? "Juggluco" : "xDrip+";
        synchronized (heard) {
            heard.remove(address);
            heard.put(
                    address,
                    new HeardDevice(
                            TRANSPORT,
                            address,
                            Optional.of(name),
                            Set.of("glucose", "treatments"),
                            OptionalInt.empty(),
                            clock.now(),
                            true,
                            details));
            if (heard.size() > MOST) {
                heard.remove(heard.keySet().iterator().next());
            }
        }
    }

    @Override
    public CompletableFuture<Map<String, String>> identify(String address) {
        try {
            PhoneAddress phone = PhoneAddress.of(address);
            return CompletableFuture.supplyAsync(() -> asked(phone), worker);
        } catch (IllegalArgumentException | RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Map<String, String> asked(PhoneAddress address) {
        try {
            return LanProbe.who(address.resolve(InetAddress::getAllByName, false))
                    .orElseThrow(
                            () -> new IllegalStateException(
                                    address
                                            + " does not answer as xDrip+ or Juggluco: switch the app's web service on and open it to the Wi-Fi"));
        } catch (PhoneException e) {
            throw new IllegalStateException(address + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void forget(String address) {
        synchronized (heard) {
            heard.remove(address);
        }
    }
}
