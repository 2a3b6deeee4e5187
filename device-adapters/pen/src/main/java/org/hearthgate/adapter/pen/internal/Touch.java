package org.hearthgate.adapter.pen.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hearthgate.adapter.pen.internal.port.PenDialogue;
import org.hearthgate.adapter.pen.internal.port.PenIdentity;
import org.hearthgate.adapter.pen.internal.port.PenProtocol;
import org.hearthgate.adapter.pen.internal.tag.Tag;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;
import org.hearthgate.api.device.DeviceTouch;
import org.hearthgate.api.device.DeviceTouch.Stage;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.FrameException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what was touched to a reader, and has it read if it is a pen of this home. */
final class Touch {
    private static final Logger LOG = LoggerFactory.getLogger(Touch.class);

    private final List<PenProtocol> protocols;
    private final Supplier<List<KnownPen>> pens;
    private final TouchedPens touched;
    private final HubClock clock;
    private final Consumer<DeviceTouch> told;

    Touch(
            List<PenProtocol> protocols,
            Supplier<List<KnownPen>> pens,
            TouchedPens touched,
            HubClock clock,
            Consumer<DeviceTouch> told) {
        this.protocols = List.copyOf(protocols);
        this.pens = pens;
        this.touched = touched;
        this.clock = clock;
        this.told = told;
    }

    /** {@return whether there is nothing more to do as long as it stays in the field} */
    boolean of(Tag tag) {
        for (PenProtocol protocol : protocols) {
            try {
                Optional<PenDialogue> pen = protocol.begin(tag);
                if (pen.isPresent()) {
                    tell(Stage.READING, "Reading the pen: hold still");
                    return read(protocol, pen.get());
                }
            } catch (TagLostException e) {
                LOG.debug("A pen went away before it was known", e);
                tell(Stage.CUT_OFF, "The pen moved away too early: touch again and hold still");
                return false;
            } catch (FrameException e) {
                tell(Stage.FAILED, "This pen cannot be read (" + e.getMessage() + "): take it away and touch again");
                return false;
            }
        }
        LOG.debug("What was held to the reader is no pen");
        return true; // a bank card, a key: none of our business
    }

    private boolean read(PenProtocol protocol, PenDialogue pen) throws TagLostException, FrameException {
        PenIdentity identity = pen.identify();
        touched.note(protocol.name(), identity, clock.now());
        Optional<KnownPen> known = pens.get().stream()
                .filter(one -> one.serial().equalsIgnoreCase(identity.serial()))
                .findFirst();
        if (known.isEmpty()) {
            pen.release();
            tell(
                    Stage.UNASSIGNED,
                    "Pen " + identity.serial()
                            + " belongs to nobody here yet: assign it on the installer's page, then touch again");
            return true;
        }
        return known.get().read(identity, pen, told);
    }

    private void tell(Stage stage, String message) {
        told.accept(new DeviceTouch(clock.now(), Optional.empty(), Optional.empty(), stage, message));
    }
}
