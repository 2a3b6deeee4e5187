package org.hearthgate.store.sqlite.internal;

import java.time.Instant;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.PersonId;

/** Turns what is sealed of a receipt into octets, and back exactly. Thread-safe. */
final class ReceiptCodec {
    private static final int VERSION = 0;
    private static final int CALL = 1;
    private static final int STEP = 2;
    private static final int CHANNEL = 3;
    private static final int CARER = 4;
    private static final int OUTCOME = 5;
    private static final int AT = 6;
    private static final int DETAIL = 7;
    private static final long NEWEST_VERSION = 1;

    private final CborFields cbor = new CborFields();

    byte[] encode(Receipt receipt) {
        var fields = new Fields()
                .integer(VERSION, NEWEST_VERSION)
                .text(CALL, receipt.callId())
                .integer(STEP, receipt.step())
                .text(CHANNEL, receipt.channel())
                .text(OUTCOME, receipt.outcome().name())
                .instant(AT, receipt.at(), Instant.EPOCH)
                .text(DETAIL, receipt.detail());
        receipt.carer().ifPresent(carer -> fields.text(CARER, carer));
        return cbor.write(fields);
    }

    /** @throws UnreadableException if these octets are damaged or of a newer hub */
    Receipt decode(String alert, String person, byte[] octets) {
        try {
            Fields fields = cbor.read(octets);
            if (fields.integer(VERSION) > NEWEST_VERSION) {
                throw new UnreadableException("written in form " + fields.integer(VERSION) + " by a newer hub");
            }
            return new Receipt(
                    fields.text(CALL),
                    alert,
                    new PersonId(person),
                    fields.smallInteger(STEP),
                    fields.text(CHANNEL),
                    fields.optionalText(CARER),
                    Receipt.Outcome.valueOf(fields.text(OUTCOME)),
                    fields.instant(AT, Instant.EPOCH),
                    fields.text(DETAIL));
        } catch (UnreadableException e) {
            throw e;
        } catch (RuntimeException e) { // whatever a damaged value makes the record's own checks say
            throw new UnreadableException("its values contradict each other", e);
        }
    }
}
