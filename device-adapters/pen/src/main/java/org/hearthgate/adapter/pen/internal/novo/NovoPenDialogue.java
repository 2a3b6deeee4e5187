package org.hearthgate.adapter.pen.internal.novo;

import static org.hearthgate.adapter.pen.internal.novo.ManagerMessage.unsigned16;
import static org.hearthgate.adapter.pen.internal.novo.ManagerMessage.unsigned32;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.adapter.pen.internal.phd.Apdu;
import org.hearthgate.adapter.pen.internal.phd.Association;
import org.hearthgate.adapter.pen.internal.phd.Body;
import org.hearthgate.adapter.pen.internal.phd.Choice;
import org.hearthgate.adapter.pen.internal.phd.EntryMap;
import org.hearthgate.adapter.pen.internal.phd.MedicalDevice;
import org.hearthgate.adapter.pen.internal.port.LogPiece;
import org.hearthgate.adapter.pen.internal.port.PenDialogue;
import org.hearthgate.adapter.pen.internal.port.PenIdentity;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;
import org.hearthgate.api.ieee11073.FrameException;

/** The manager's side of an association with one pen, from the greeting to the last piece of its log. */
final class NovoPenDialogue implements PenDialogue {
    private static final int OWN_CONFIGURATIONS = 0x4000;
    private static final int RESERVED_CONFIGURATIONS = 0x8000;
    private static final int EMPTY_SEGMENT = 3;
    /** Pens hold 800 doses; a pen that says it has many more is not believed. */
    private static final long MOST_DOSES = 10_000;

    private final Exchange pen;
    private final Association association;
    private Optional<PenIdentity> identity = Optional.empty();
    private LogTransfer transfer;
    private boolean associated;
    private int requests;

    private NovoPenDialogue(Exchange pen, Association association) {
        this.pen = pen;
        this.association = association;
    }

    /** {@return a dialogue with the pen whose greeting lies in the file; empty when none does} */
    static Optional<PenDialogue> greet(Exchange exchange) throws TagLostException, FrameException {
        Optional<Apdu> greeting = exchange.greeting();
        if (greeting.isEmpty()) {
            return Optional.empty();
        }
        if (!(greeting.get() instanceof Apdu.AssociationRequest request)) {
            throw new FrameException("the pen is in the middle of an earlier conversation");
        }
        Association association = request.association()
                .orElseThrow(() -> new FrameException("association: the pen does not speak IEEE 11073-20601"));
        if (association.configurationId() < OWN_CONFIGURATIONS
                || association.configurationId() >= RESERVED_CONFIGURATIONS
                || association.systemId().length() != 16) {
            throw new FrameException("association: a configuration or system id that no pen has");
        }
        return Optional.of(new NovoPenDialogue(exchange, association));
    }

    @Override
    public PenIdentity identify() throws TagLostException, FrameException {
        if (identity.isEmpty()) {
            identity = Optional.of(associate());
        }
        return identity.get();
    }

    private PenIdentity associate() throws TagLostException, FrameException {
        pen.say(ManagerMessage.ACCEPT_ASSOCIATION, HexFormat.of().parseHex(association.systemId()));
        associated = true;
        Apdu.Presentation report = data(pen.hearSomething());
        if (report.choice() != Choice.CONFIRMED_EVENT_REPORT
                || !(report.body() instanceof Body.Configuration configuration)
                || configuration.configurationId() != association.configurationId()) {
            throw new FrameException("association: the pen did not tell its configuration");
        }
        int store = configuration
                .store()
                .orElseThrow(() -> new FrameException("configuration: the pen has no log"))
                .handle();
        pen.say(
                ManagerMessage.ACCEPT_CONFIGURATION,
                unsigned16(report.invoke()),
                unsigned32(configuration.eventTime()),
                unsigned16(configuration.configurationId()));
        if (!(pen.hear() instanceof Apdu.Empty)) {
            throw new FrameException("association: the pen goes on without being asked");
        }
        Body.Attributes attributes =
                (Body.Attributes) ask(Choice.GET_ANSWER, Body.Attributes.class, ManagerMessage.GET_DEVICE);
        Body.SegmentInfo logs = (Body.SegmentInfo)
                ask(Choice.ACTION_ANSWER, Body.SegmentInfo.class, ManagerMessage.GET_SEGMENTS, unsigned16(store));
        Body.Segment log = logs.segments().stream()
                .filter(segment -> segment.map().filter(EntryMap.DOSES::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new FrameException("log: the pen has none of the layout that is understood"));
        long usage = log.usage().orElseThrow(() -> new FrameException("log: the pen does not say how long it is"));
        if (usage > MOST_DOSES) {
            throw new FrameException("log: the pen says it holds more doses than any pen can");
        }
        transfer = new LogTransfer(store, log.instance(), usage);
        return identity(MedicalDevice.of(attributes), usage);
    }

    private static PenIdentity identity(MedicalDevice device, long usage) throws FrameException {
        String serial = device.text("serial")
                .filter(text -> text.length() <= 40 && text.chars().noneMatch(Character::isISOControl))
                .orElseThrow(() -> new FrameException("identity: the pen has no serial number"));
        var details = new LinkedHashMap<String, String>();
        for (String name : new String[] {"manufacturer", "model", "serial", "sw", "hw", "part", "system_id"}) {
            device.text(name).ifPresent(text -> details.put(name.equals("sw") ? "firmware" : name, text));
        }
        return new PenIdentity(serial, Map.copyOf(details), usage);
    }

    private Body ask(Choice answered, Class<? extends Body> expected, ManagerMessage question, byte[]... open)
            throws TagLostException, FrameException {
        int invoke = requests++;
        byte[][] all = new byte[open.length + 1][];
        all[0] = unsigned16(invoke);
        System.arraycopy(open, 0, all, 1, open.length);
        pen.say(question, all);
        Apdu.Presentation answer = data(pen.hearSomething());
        if (answer.choice() != answered || answer.invoke() != invoke || !expected.isInstance(answer.body())) {
            throw new FrameException("answer: the pen answers something that was not asked");
        }
        return answer.body();
    }

    private static Apdu.Presentation data(Apdu heard) throws FrameException {
        if (heard instanceof Apdu.Presentation data) {
            if (data.body() instanceof Body.Problem) {
                throw new FrameException("answer: the pen refuses");
            }
            return data;
        }
        throw new FrameException(
                heard instanceof Apdu.Abort || heard instanceof Apdu.ReleaseRequest
                        ? "the pen breaks off"
                        : "answer: the pen says something else");
    }

    @Override
    public Optional<LogPiece> next() throws TagLostException, FrameException {
        identify();
        if (transfer.complete()) {
            farewell();
        }
        if (transfer.done()) {
            return Optional.empty();
        }
        if (!transfer.begun()) {
            Body.TransferAnswer answer = (Body.TransferAnswer) ask(
                    Choice.ACTION_ANSWER,
                    Body.TransferAnswer.class,
                    ManagerMessage.SEND_SEGMENT,
                    unsigned16(transfer.store()),
                    unsigned16(transfer.segment()));
            if (answer.response() == EMPTY_SEGMENT && transfer.promised() == 0) {
                transfer.end();
                return Optional.empty();
            }
            if (answer.response() != 0 || answer.segment() != transfer.segment()) {
                throw new FrameException("log: the pen does not want to send it now");
            }
            transfer.begin();
            pen.say(ManagerMessage.EMPTY);
        } else {
            pen.say(ManagerMessage.CONFIRM_PIECE, transfer.confirmation());
        }
        Apdu heard = pen.hearSomething();
        if (heard instanceof Apdu.ReleaseRequest) {
            associated = false;
            pen.say(ManagerMessage.RELEASED);
            transfer.end();
            return Optional.empty();
        }
        Apdu.Presentation report = data(heard);
        if (report.choice() != Choice.CONFIRMED_EVENT_REPORT || !(report.body() instanceof Body.SegmentData data)) {
            throw new FrameException("log: the pen sends something else");
        }
        return Optional.of(transfer.take(report.invoke(), data));
    }

    /** Everything has come: the pen learns it and may take its leave; that it is pulled away now is no loss any more. */
    private void farewell() throws FrameException {
        transfer.end();
        associated = false;
        try {
            pen.say(ManagerMessage.CONFIRM_PIECE, transfer.confirmation());
            if (pen.hear() instanceof Apdu.ReleaseRequest) {
                pen.say(ManagerMessage.RELEASED);
            }
        } catch (TagLostException | FrameException e) {
            // nothing is left to be read
        }
    }

    @Override
    public void release() {
        if (!associated) {
            return;
        }
        associated = false;
        try {
            pen.say(ManagerMessage.RELEASE);
            pen.hear();
        } catch (TagLostException | FrameException e) {
            // it was only a good-bye: everything that was wanted has been read
        }
    }
}
