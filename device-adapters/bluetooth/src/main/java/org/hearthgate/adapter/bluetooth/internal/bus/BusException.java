package org.hearthgate.adapter.bluetooth.internal.bus;

/** A call over the bus that did not come to a good end. */
public final class BusException extends Exception {
    private static final long serialVersionUID = 1;

    /** The name the bus gives to a call that nobody answered; also ours for one that was not answered in time. */
    public static final String NO_REPLY = "org.freedesktop.DBus.Error.NoReply";
    /** The name the bus gives when its socket is gone. */
    public static final String DISCONNECTED = "org.freedesktop.DBus.Error.Disconnected";

    private final String name;

    /** @param name of the error on the bus, e.g. {@code org.bluez.Error.Failed} */
    public BusException(String name, String message) {
        super(message);
        this.name = name;
    }

    public BusException(String name, String message, Throwable cause) {
        super(message, cause);
        this.name = name;
    }

    /** {@return the error's name on the bus} */
    public String name() {
        return name;
    }

    /** {@return whether nobody answered in time} */
    public boolean silent() {
        return name.equals(NO_REPLY);
    }
}
