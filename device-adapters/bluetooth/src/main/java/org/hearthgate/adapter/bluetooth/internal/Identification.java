package org.hearthgate.adapter.bluetooth.internal;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks devices who they are, one after the other, on a thread that ends when nobody asks. */
final class Identification implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Identification.class);
    private static final int DEVICE_INFORMATION = 0x180A;
    private static final int MOST_WAITING = 8;

    /** In the order in which an installer reads them. */
    private static final Map<String, GattName> TEXTS = texts();

    private final Radio radio;
    private final Settings settings;
    private final Predicate<BluetoothAddress> held;
    private final ThreadPoolExecutor asker = new ThreadPoolExecutor(
            1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), Identification::thread);

    /** @param held whether somebody keeps this device, so that its link is not ended afterwards */
    Identification(Radio radio, Settings settings, Predicate<BluetoothAddress> held) {
        this.radio = radio;
        this.settings = settings;
        this.held = held;
        asker.allowCoreThreadTimeOut(true);
    }

    private static Map<String, GattName> texts() {
        var texts = new LinkedHashMap<String, GattName>();
        texts.put("maker", GattName.of(DEVICE_INFORMATION, 0x2A29));
        texts.put("model", GattName.of(DEVICE_INFORMATION, 0x2A24));
        texts.put("serial", GattName.of(DEVICE_INFORMATION, 0x2A25));
        texts.put("firmware", GattName.of(DEVICE_INFORMATION, 0x2A26));
        texts.put("hardware", GattName.of(DEVICE_INFORMATION, 0x2A27));
        texts.put("software", GattName.of(DEVICE_INFORMATION, 0x2A28));
        return texts;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "bluetooth-identify");
        thread.setDaemon(true);
        return thread;
    }

    CompletableFuture<Map<String, String>> identify(BluetoothAddress address) {
        var answer = new CompletableFuture<Map<String, String>>();
        try {
            asker.execute(() -> {
                try {
                    answer.complete(ask(address));
                } catch (GattException e) {
                    answer.completeExceptionally(e);
                } catch (InterruptedException e) {
                    answer.completeExceptionally(new GattException(Reason.LOST, "The hub stops", e));
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    new GattException(Reason.SILENT, "Too many devices are being asked; try again in a minute", e));
        }
        return answer;
    }

    private Map<String, String> ask(BluetoothAddress address) throws GattException, InterruptedException {
        Peer peer = radio.best(address)
                .orElseThrow(() -> new GattException(
                        Reason.LOST,
                        radio.trouble().orElse("It is not in sight; wake it, bring it near and search again")));
        var dialer = new Dialer(radio, settings);
        try {
            dialer.dial(peer, new Bell());
            var session = new BluezSession(radio, peer, settings);
            var said = new LinkedHashMap<String, String>();
            peer.name().ifPresent(name -> said.put("name", name));
            for (Map.Entry<String, GattName> text : TEXTS.entrySet()) {
                if (session.has(text.getValue().service(), text.getValue().characteristic())) {
                    byte[] octets = session.read(
                            text.getValue().service(), text.getValue().characteristic());
                    String words = new String(octets, StandardCharsets.UTF_8)
                            .replace("\0", "")
                            .strip();
                    if (!words.isEmpty()) {
                        said.put(text.getKey(), words);
                    }
                }
            }
            GattName battery = GattName.BATTERY_LEVEL;
            if (session.has(battery.service(), battery.characteristic())) {
                byte[] octets = session.read(battery.service(), battery.characteristic());
                if (octets.length == 1 && (octets[0] & 0xFF) <= 100) {
                    said.put("battery", octets[0] + " %");
                }
            }
            return said;
        } finally {
            if (!held.test(address)) {
                hangUp(dialer, peer);
            }
        }
    }

    private static void hangUp(Dialer dialer, Peer peer) throws InterruptedException {
        try {
            dialer.hangUp(peer);
        } catch (BusException e) {
            LOG.debug("The device that was asked did not hang up: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        asker.shutdownNow();
    }
}
