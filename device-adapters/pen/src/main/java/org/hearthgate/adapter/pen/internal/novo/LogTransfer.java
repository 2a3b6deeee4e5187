package org.hearthgate.adapter.pen.internal.novo;

import static org.hearthgate.adapter.pen.internal.novo.ManagerMessage.unsigned16;
import static org.hearthgate.adapter.pen.internal.novo.ManagerMessage.unsigned32;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.hearthgate.adapter.pen.internal.phd.Body;
import org.hearthgate.adapter.pen.internal.port.LogPiece;
import org.hearthgate.adapter.pen.internal.port.LoggedDose;
import org.hearthgate.api.ieee11073.FrameException;

/** Keeps count of the pieces of a log, so that one left out, sent twice or made longer is noticed and nothing is invented. */
final class LogTransfer {
    private final int store;
    private final int segment;
    private final long promised;
    private boolean begun;
    private boolean done;
    private long taken;
    private boolean last;
    private byte[] confirmation = {};

    LogTransfer(int store, int segment, long promised) {
        this.store = store;
        this.segment = segment;
        this.promised = promised;
        done = promised == 0;
    }

    int store() {
        return store;
    }

    int segment() {
        return segment;
    }

    long promised() {
        return promised;
    }

    boolean begun() {
        return begun;
    }

    void begin() {
        begun = true;
    }

    boolean done() {
        return done;
    }

    /** {@return whether every dose has come} */
    boolean complete() {
        return last && taken == promised;
    }

    /** @throws FrameException if fewer doses came than the pen had said */
    void end() throws FrameException {
        done = true;
        if (taken != promised) {
            throw new FrameException("count: the pen sent " + taken + " doses and had said " + promised);
        }
    }

    /** {@return what the pen wants to hear about the piece before} */
    byte[] confirmation() {
        return confirmation.clone();
    }

    LogPiece take(int invoke, Body.SegmentData data) throws FrameException {
        if (data.handle() != store || data.segment() != segment) {
            throw new FrameException("log: a piece of another log");
        }
        if (last || data.index() != taken) {
            throw new FrameException("log: a piece out of order");
        }
        if (data.count() == 0 || taken + data.count() > promised) {
            throw new FrameException("count: a piece with more or fewer doses than there can be");
        }
        if ((data.status() & Body.SegmentData.FIRST) != 0 != (taken == 0)) {
            throw new FrameException("log: a first piece in the middle, or none at the beginning");
        }
        if (data.eventTime() == Body.NO_TIME) {
            throw new FrameException("time: the pen does not tell its own");
        }
        taken += data.count();
        last = (data.status() & Body.SegmentData.LAST) != 0;
        confirmation = ByteBuffer.allocate(14)
                .put(unsigned16(invoke))
                .put(unsigned16(store))
                .put(unsigned16(segment))
                .put(unsigned32(data.index()))
                .put(unsigned32(data.count()))
                .array();
        return new LogPiece(
                data.eventTime(), data.doses().stream().map(LogTransfer::dose).toList());
    }

    private static LoggedDose dose(Body.Dose dose) {
        Optional<String> complaint = dose.status() == Body.Dose.GOOD
                ? Optional.empty()
                : Optional.of(String.format("the pen marks this dose with status %04x instead of 0800", dose.status()));
        return new LoggedDose(dose.time(), dose.units(), complaint, raw(dose));
    }

    private static String raw(Body.Dose dose) {
        return HexFormat.of().toHexDigits((int) dose.time())
                + HexFormat.of().toHexDigits(dose.unitsBits())
                + HexFormat.of().toHexDigits((short) dose.status())
                + HexFormat.of().toHexDigits((short) dose.privateUse());
    }
}
