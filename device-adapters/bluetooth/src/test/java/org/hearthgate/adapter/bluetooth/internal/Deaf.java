package org.hearthgate.adapter.bluetooth.internal;

import org.hearthgate.adapter.bluetooth.internal.bus.BusCall;
import org.hearthgate.adapter.bluetooth.internal.bus.BusListener;
import org.hearthgate.adapter.bluetooth.internal.bus.BusSignal;

/** Listens to nothing on the bus. */
final class Deaf implements BusListener {
    @Override
    public void signalled(BusSignal signal) {
        // deaf
    }

    @Override
    public void called(BusCall call) {
        call.refuse("org.freedesktop.DBus.Error.UnknownObject", "nothing here");
    }

    @Override
    public void closed(String why) {
        // nobody cares
    }
}
