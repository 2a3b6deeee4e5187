package org.hearthgate.adapter.bluetooth.internal;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattException.Reason;

/** Says in the words of the contract what an error of BlueZ means. */
final class Refusal {
    private static final Pattern ATT_ERROR = Pattern.compile("ATT error: 0x([0-9a-fA-F]{1,2})\\b");
    private static final int INSUFFICIENT_AUTHENTICATION = 0x05;
    private static final int INSUFFICIENT_AUTHORIZATION = 0x08;
    private static final int INSUFFICIENT_KEY_SIZE = 0x0C;
    private static final int INSUFFICIENT_ENCRYPTION = 0x0F;

    private Refusal() {}

    /** @param what was tried, e.g. {@code reading 2AA9} */
    static GattException of(String what, BusException error) {
        OptionalInt code = attError(error);
        Reason reason = reason(error, code);
        return new GattException(reason, code, what + " failed: " + error.getMessage(), error);
    }

    private static Reason reason(BusException error, OptionalInt code) {
        if (error.silent()
                || error.name().endsWith(".Error.Timeout")
                || error.name().endsWith(".Error.TimedOut")) {
            return Reason.SILENT;
        }
        if (code.isPresent()) {
            return switch (code.getAsInt()) {
                case INSUFFICIENT_AUTHENTICATION,
                        INSUFFICIENT_AUTHORIZATION,
                        INSUFFICIENT_KEY_SIZE,
                        INSUFFICIENT_ENCRYPTION -> Reason.UNPAIRED;
                default -> Reason.REFUSED;
            };
        }
        if (!error.name().startsWith(Bluez.ERROR)) {
            return Reason.LOST; // the bus itself: the object, the daemon or the socket is gone
        }
        String message = String.valueOf(error.getMessage());
        return switch (error.name().substring(Bluez.ERROR.length())) {
            case "AuthenticationFailed", "AuthenticationRejected", "AuthenticationCanceled", "AuthenticationTimeout" ->
                Reason.UNPAIRED;
            case "NotPermitted", "NotAuthorized" -> message.contains("Not paired") ? Reason.UNPAIRED : Reason.REFUSED;
            case "NotSupported", "InvalidArguments", "InvalidOffset", "InvalidValueLength", "InProgress" ->
                Reason.REFUSED;
            default -> Reason.LOST; // Failed, NotConnected, NotReady, NotAvailable, DoesNotExist, …
        };
    }

    private static OptionalInt attError(BusException error) {
        Matcher matcher = ATT_ERROR.matcher(String.valueOf(error.getMessage()));
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1), 16)) : OptionalInt.empty();
    }
}
