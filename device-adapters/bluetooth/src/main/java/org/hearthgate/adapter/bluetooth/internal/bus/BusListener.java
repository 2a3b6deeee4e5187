package org.hearthgate.adapter.bluetooth.internal.bus;

/** Who is told what happens on a connection: always by its one reading thread, in the order of the wire. Returns at once, throws nothing. */
public interface BusListener {
    void signalled(BusSignal signal);

    /** Something is asked of us; it must be answered sooner or later. */
    void called(BusCall call);

    /** The connection is gone, and nothing follows. */
    void closed(String why);
}
