package org.hearthgate.adapter.scale.internal;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/**
 * How a scale is asked for one user's own data (User Control Point, 2A9F): register, consent, and its answers. There is deliberately
 * nothing here that writes a deletion.
 */
final class UserControlPoint {
    static final int REGISTER = 0x01;
    static final int CONSENT = 0x02;
    static final int SUCCESS = 0x01;
    /** Consent codes are 0 to this, by the User Data Service. */
    static final int HIGHEST_CODE = 9999;

    private static final int RESPONSE = 0x20;
    private static final List<String> RESULTS =
            List.of("Success", "OpCodeNotSupported", "InvalidParameter", "OperationFailed", "UserNotAuthorized");

    private UserControlPoint() {}

    static byte[] register(int code) {
        return new byte[] {REGISTER, (byte) code, (byte) (code >> 8)};
    }

    static byte[] consent(UserIndex user, int code) {
        return new byte[] {CONSENT, (byte) user.value(), (byte) code, (byte) (code >> 8)};
    }

    /**
     * What the scale answered.
     *
     * @param request which request it answers
     * @param result 1 is success
     * @param parameter what came with it; a new user's index after a registration
     */
    record Response(int request, int result, List<Integer> parameter) {
        Response {
            parameter = List.copyOf(parameter);
        }

        boolean succeeded() {
            return result == SUCCESS;
        }

        /** {@return the result in a word} */
        String word() {
            return result >= 1 && result <= RESULTS.size() ? RESULTS.get(result - 1) : "Reserved";
        }
    }

    static Response response(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        if (frame.unsigned8() != RESPONSE) {
            throw new FrameException("no response: another op code than 0x20");
        }
        int request = frame.unsigned8();
        int result = frame.unsigned8();
        byte[] rest = frame.octets(frame.remaining());
        return new Response(
                request,
                result,
                IntStream.range(0, rest.length)
                        .mapToObj(index -> rest[index] & 0xFF)
                        .toList());
    }

    /** {@return any frame of this characteristic, for the eye} */
    static Map<String, Object> tree(byte[] octets) throws FrameException {
        FrameReader frame = FrameReader.littleEndian(octets);
        var tree = new FrameTree();
        switch (frame.unsigned8()) {
            case REGISTER -> tree.with("op", "RegisterNewUser").with("consent_code", frame.unsigned16());
            case CONSENT ->
                tree.with("op", "Consent").with("user", frame.unsigned8()).with("consent_code", frame.unsigned16());
            case 0x03 -> tree.with("op", "DeleteUserData");
            case 0x04 -> tree.with("op", "ListAllUsers");
            case 0x05 -> tree.with("op", "DeleteUsers").with("user", frame.unsigned8());
            case RESPONSE -> {
                Response response = response(octets);
                tree.with("op", "Response").with("request", response.request()).with("result", response.word());
                frame.unsigned16();
                byte[] parameter = frame.octets(frame.remaining());
                if (parameter.length > 0) {
                    tree.with("parameter", HexFormat.of().formatHex(parameter));
                }
            }
            default -> throw new FrameException("reserved op code");
        }
        frame.end();
        return tree.toMap();
    }
}
