package org.hearthgate.adapter.bluetooth.internal.bus;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.MethodCall;

/** Something that another program asks of us. It is answered once, at any time, from any thread; later answers are ignored. */
public final class BusCall {
    private final BusConnection connection;
    private final MethodCall call;
    private final List<Object> arguments;
    private final AtomicBoolean answered = new AtomicBoolean();

    BusCall(BusConnection connection, MethodCall call) throws DBusException {
        this.connection = connection;
        this.call = call;
        this.arguments = Plain.values(call.getParameters());
    }

    /** {@return unique name of who asks} */
    public String sender() {
        return String.valueOf(call.getSource());
    }

    public String path() {
        return call.getPath();
    }

    /** {@return interface and member, e.g. {@code org.bluez.Agent1.RequestPasskey}} */
    public String type() {
        return call.getInterface() + "." + call.getName();
    }

    /** {@return what it gives along, as {@link Plain} values} */
    public List<Object> arguments() {
        return arguments;
    }

    /** @param signature of the values on the bus; empty for an answer without values */
    public void answer(String signature, Object... values) {
        if (answered.compareAndSet(false, true)) {
            connection.answer(call, signature.isEmpty() ? null : signature, values);
        }
    }

    /** @param name of the error on the bus */
    public void refuse(String name, String message) {
        if (answered.compareAndSet(false, true)) {
            connection.refuse(call, name, message);
        }
    }
}
