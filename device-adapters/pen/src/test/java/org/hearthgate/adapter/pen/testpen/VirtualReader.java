package org.hearthgate.adapter.pen.testpen;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Predicate;

/**
 * Holds a simulated pen into a reader of vsmartcard's virtual driver: a TCP client of pcscd's port. Closing it takes the pen away.
 */
public final class VirtualReader implements AutoCloseable {
    /** Where the first virtual slot of Debian's package listens. */
    public static final int FIRST_SLOT = 35963;

    private static final int OFF = 0;
    private static final int ON = 1;
    private static final int RESET = 2;
    private static final int ATR = 4;

    private final Socket socket;
    private final Thread thread;

    private VirtualReader(Socket socket, SimulatedPen pen, Predicate<byte[]> stays) {
        this.socket = socket;
        thread = new Thread(() -> serve(pen, stays), "simulated-pen");
        thread.setDaemon(true);
        thread.start();
    }

    /** {@return the pen, held into the reader} */
    public static VirtualReader hold(SimulatedPen pen, int port) throws IOException {
        return hold(pen, port, command -> true);
    }

    /**
     * {@return the pen, held into the reader and taken away by itself}
     *
     * @param stays asked before each command is answered; the first no takes the pen away
     */
    public static VirtualReader hold(SimulatedPen pen, int port, Predicate<byte[]> stays) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return new VirtualReader(socket, pen, stays);
    }

    private void serve(SimulatedPen pen, Predicate<byte[]> stays) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] message = in.readNBytes(in.readUnsignedShort());
                if (message.length != 1) {
                    if (!stays.test(message)) {
                        return;
                    }
                    send(pen.answer(message));
                    continue;
                }
                switch (message[0]) {
                    case ON, RESET -> pen.reset();
                    case ATR -> send(SimulatedPen.ATR);
                    case OFF -> {}
                    default -> throw new IOException("the virtual reader wants something unknown: " + message[0]);
                }
            }
        } catch (IOException e) {
            // the reader has gone, or the pen was taken away
        }
    }

    private void send(byte[] answer) throws IOException {
        var whole = new java.io.ByteArrayOutputStream();
        var out = new DataOutputStream(whole);
        out.writeShort(answer.length);
        out.write(answer);
        socket.getOutputStream().write(whole.toByteArray());
    }

    /** Takes the pen away. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
