package org.hearthgate.adapter.coap.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.KeyMID;
import org.eclipse.californium.core.network.deduplication.Deduplicator;

/**
 * Recognises a request that a device sent again because our answer was lost. Californium's own deduplicators bound the messages per peer
 * at best, never the peers; on UDP anybody can be ten thousand peers. This one holds the last {@value #MOST_MESSAGES} messages of the
 * last {@value #MOST_PEERS} peers, whatever comes.
 */
final class RecentMessages implements Deduplicator {
    static final int MOST_PEERS = 128;
    static final int MOST_MESSAGES = 32;

    private final long lifetimeNanos;
    private final LongSupplier nanoTime;
    private final LinkedHashMap<Object, Map<KeyMID, Entry>> peers = new LinkedHashMap<>(16, 0.75f, true);

    private record Entry(Exchange exchange, long at) {}

    /**
     * @param lifetimeMillis how long a message id stands for the same message (EXCHANGE_LIFETIME of RFC 7252)
     * @param nanoTime the clock for that
     */
    RecentMessages(long lifetimeMillis, LongSupplier nanoTime) {
        lifetimeNanos = TimeUnit.MILLISECONDS.toNanos(lifetimeMillis);
        this.nanoTime = nanoTime;
    }

    @Override
    public void start() {
        // holds no thread
    }

    @Override
    public void stop() {
        clear();
    }

    @Override
    public void setExecutor(ScheduledExecutorService executor) {
        // sweeps nothing: what is too old is passed over when found, and its place is bounded anyway
    }

    @Override
    public synchronized Exchange findPrevious(KeyMID key, Exchange exchange) {
        Exchange previous = find(key);
        if (previous != null && previous.getOrigin() == exchange.getOrigin()) {
            return previous;
        }
        put(key, exchange);
        return null;
    }

    @Override
    public synchronized boolean replacePrevious(KeyMID key, Exchange previous, Exchange exchange) {
        Exchange present = find(key);
        if (present != null && present != previous) {
            return false;
        }
        put(key, exchange);
        return true;
    }

    @Override
    public synchronized Exchange find(KeyMID key) {
        Map<KeyMID, Entry> messages = peers.get(key.getPeer());
        Entry entry = messages == null ? null : messages.get(key);
        return entry == null || nanoTime.getAsLong() - entry.at() > lifetimeNanos ? null : entry.exchange();
    }

    private void put(KeyMID key, Exchange exchange) {
        Map<KeyMID, Entry> messages = peers.computeIfAbsent(key.getPeer(), peer -> new LinkedHashMap<>());
        messages.remove(key);
        messages.put(key, new Entry(exchange, nanoTime.getAsLong()));
        if (messages.size() > MOST_MESSAGES) {
            dropEldest(messages.keySet().iterator());
        }
        if (peers.size() > MOST_PEERS) {
            dropEldest(peers.keySet().iterator());
        }
    }

    private static void dropEldest(Iterator<?> eldestFirst) {
        eldestFirst.next();
        eldestFirst.remove();
    }

    @Override
    public synchronized boolean isEmpty() {
        return peers.isEmpty();
    }

    @Override
    public synchronized int size() {
        return peers.values().stream().mapToInt(Map::size).sum();
    }

    @Override
    public synchronized void clear() {
        peers.clear();
    }
}
