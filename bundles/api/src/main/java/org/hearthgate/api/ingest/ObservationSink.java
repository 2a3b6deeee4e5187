package org.hearthgate.api.ingest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.osgi.annotation.versioning.ProviderType;

/** Where every adapter hands over what it decoded. One per hub; provided by ingest. */
@ProviderType
public interface ObservationSink {
    /**
     * Checks, fuses and commits these observations, all in one transaction with whatever else is waiting. Callable from any thread;
     * returns at once. The future completes after the durable commit and not before, on a thread that belongs to the submitting
     * adapter's answers: they come in the order of the commits, for each device that of its submissions, and one that blocks there
     * holds up the adapter's own next ones only. An acknowledgement to a device (CoAP 2.04, HTTP 200) may only follow this future.
     *
     * @param observations at most 10,000 of them; their order is kept
     * @return one receipt per observation, in order. The future fails with {@link SinkBusyException} when the queue is full, a device
     *     sends more than one device may or the store cannot commit now; then nothing of this call was stored and the device should
     *     try again later
     */
    CompletableFuture<List<Receipt>> submit(List<Observation> observations);

    /**
     * Keeps for inspection what an adapter could not even decode. Bounded: the oldest go first. Never blocks; best effort.
     *
     * @param refused what came in, from where, and why it was refused
     */
    void quarantine(Quarantined refused);
}
