package org.hearthgate.adapter.bluetooth.internal;

import org.hearthgate.adapter.bluetooth.internal.bus.BusCall;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.BluetoothAddress;

/** Who is told what the radio hears, by the bus's one thread: returns at once, throws nothing. */
interface RadioListener {
    /** The daemon came or went, or a radio did, or was switched on or off. */
    void radioChanged();

    /** Something about a device changed: bond, link, services. */
    void peerChanged(BluetoothAddress address);

    /** A device said something to everybody. */
    void heard(Advertisement advertisement);

    /** BlueZ asks something of the hub. */
    void asked(BusCall call);
}
