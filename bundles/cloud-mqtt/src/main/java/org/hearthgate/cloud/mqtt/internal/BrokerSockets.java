package org.hearthgate.cloud.mqtt.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes the socket of one connection and keeps hold of it. Paho has no way to end a connection that hangs (its close refuses while it
 * connects, its disconnect waits); closing the socket under it always works. Also switches Nagle's algorithm off, without which QoS 1
 * moves in steps of 40 ms, and holds TLS to 1.2 and 1.3.
 */
final class BrokerSockets extends SSLSocketFactory {
    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final Optional<SSLSocketFactory> tls;
    private Socket made;
    private boolean closed;

    /** @param tls empty for plain TCP */
    BrokerSockets(Optional<SSLSocketFactory> tls) {
        this.tls = tls;
    }

    /** The only one Paho calls. */
    @Override
    public synchronized Socket createSocket() throws IOException {
        if (closed) {
            throw new IOException("the connection was given up before it began");
        }
        Socket socket = tls.isPresent() ? tls.get().createSocket() : new Socket();
        socket.setTcpNoDelay(true);
        if (socket instanceof SSLSocket secured) {
            secured.setEnabledProtocols(TLS_VERSIONS);
        }
        made = socket;
        return socket;
    }

    /** Closes what was made and makes no more. Any thread; does not wait for a handshake or a write in progress. */
    synchronized void close() {
        closed = true;
        if (made != null) {
            try {
                made.setSoLinger(true, 0); // or closing TLS waits to say goodbye to a broker that hangs
                made.close();
            } catch (IOException e) {
                made = null; // it was closed already
            }
        }
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.map(SSLSocketFactory::getDefaultCipherSuites).orElse(new String[0]);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.map(SSLSocketFactory::getSupportedCipherSuites).orElse(new String[0]);
    }

    @Override
    public Socket createSocket(Socket inner, String host, int port, boolean autoClose) throws IOException {
        throw unexpected();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unexpected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unexpected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unexpected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unexpected();
    }

    private static IOException unexpected() {
        return new IOException("only unconnected sockets are made here: this version of Paho is not the one tested");
    }
}
