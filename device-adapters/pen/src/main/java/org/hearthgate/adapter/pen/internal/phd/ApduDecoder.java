package org.hearthgate.adapter.pen.internal.phd;

import java.util.ArrayList;
import java.util.Optional;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/** Reads an APDU of IEEE 11073-20601 (MDER) from its first octet to its last: every length has to fit exactly. */
public final class ApduDecoder {
    private static final int ASSOCIATION_REQUEST = 0xE200;
    private static final int ASSOCIATION_RESPONSE = 0xE300;
    private static final int RELEASE_REQUEST = 0xE400;
    private static final int RELEASE_RESPONSE = 0xE500;
    private static final int ABORT = 0xE600;
    private static final int PRESENTATION = 0xE700;

    private ApduDecoder() {}

    /** {@return what it says} */
    public static Apdu decode(byte[] octets) throws FrameException {
        if (octets.length == 0) {
            return new Apdu.Empty();
        }
        FrameReader in = FrameReader.bigEndian(octets);
        int kind = in.unsigned16();
        if (in.unsigned16() != in.remaining()) {
            throw new FrameException("length: the APDU is not as long as it says");
        }
        Apdu apdu =
                switch (kind) {
                    case ASSOCIATION_REQUEST -> associationRequest(in);
                    case ASSOCIATION_RESPONSE -> associationResponse(in);
                    case RELEASE_REQUEST -> new Apdu.ReleaseRequest(in.unsigned16());
                    case RELEASE_RESPONSE -> new Apdu.ReleaseResponse(in.unsigned16());
                    case ABORT -> new Apdu.Abort(in.unsigned16());
                    case PRESENTATION -> presentation(in);
                    default -> throw new FrameException("apdu: no such kind");
                };
        in.end();
        return apdu;
    }

    private static Apdu associationRequest(FrameReader in) throws FrameException {
        long version = in.unsigned32();
        int count = in.unsigned16();
        FrameReader list = Attribute.part(in, in.unsigned16());
        var offers = new ArrayList<Attribute>();
        for (int i = 0; i < count; i++) {
            offers.add(new Attribute(list.unsigned16(), list.octets(list.unsigned16())));
        }
        list.end();
        if (offers.isEmpty()) {
            throw new FrameException("association: no protocol");
        }
        Attribute chosen = offers.stream()
                .filter(offer -> offer.id() == Association.PROTOCOL)
                .findFirst()
                .orElse(offers.get(0));
        return new Apdu.AssociationRequest(version, chosen.id(), association(chosen.id(), chosen.octets()));
    }

    private static Apdu associationResponse(FrameReader in) throws FrameException {
        int result = in.unsigned16();
        int protocol = in.unsigned16();
        byte[] rest = in.octets(in.unsigned16());
        return new Apdu.AssociationResponse(result, protocol, association(protocol, rest));
    }

    private static Optional<Association> association(int protocol, byte[] octets) throws FrameException {
        return protocol == Association.PROTOCOL
                ? Optional.of(Association.read(FrameReader.bigEndian(octets)))
                : Optional.empty();
    }

    private static Apdu presentation(FrameReader in) throws FrameException {
        if (in.unsigned16() != in.remaining()) {
            throw new FrameException("length: the data are not as long as they say");
        }
        int invoke = in.unsigned16();
        Choice choice =
                Choice.of(in.unsigned16()).orElseThrow(() -> new FrameException("data: no such request or answer"));
        if (in.unsigned16() != in.remaining()) {
            throw new FrameException("length: the body is not as long as it says");
        }
        return new Apdu.Presentation(invoke, choice, BodyDecoder.decode(choice, in));
    }
}
