package org.hearthgate.broker.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The one socket of one connection, made to be ended by us and not by Paho, whose close refuses while it connects and whose disconnect
 * waits. Does TLS 1.2 or 1.3 itself, with the host's name checked, and switches Nagle's algorithm off, without which QoS 1 moves in
 * steps of 40 ms.
 */
public final class BrokerSocket extends Socket {
    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private static final int LONGEST_START_SECONDS = 10;

    private final Optional<SSLSocketFactory> tls;
    private final Socket plain = new Socket();
    private final CountDownLatch spoken = new CountDownLatch(1);
    private Socket carrier = plain;
    private InputStream in;
    private OutputStream out;

    /** @param tls empty for plain TCP */
    public BrokerSocket(Optional<SSLSocketFactory> tls) {
        this.tls = tls;
    }

    /** {@return a factory that gives this socket; Paho asks once, for an unconnected one} */
    public SocketFactory asFactory() {
        return new Single();
    }

    /** Connects, and shakes hands where there is TLS, each within the time limit. */
    @Override
    public void connect(SocketAddress broker, int timeoutMillis) throws IOException {
        plain.setTcpNoDelay(true);
        plain.setSoLinger(true, 0); // ours to cut: a close must not wait for a broker that hangs, in TLS least of all
        plain.connect(broker, timeoutMillis);
        if (tls.isPresent() && broker instanceof InetSocketAddress address) {
            plain.setSoTimeout(timeoutMillis);
            var secured = (SSLSocket) tls.get().createSocket(plain, bare(address), address.getPort(), true);
            var parameters = secured.getSSLParameters();
            parameters.setProtocols(TLS_VERSIONS);
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            carrier = secured;
        }
        in = new Patient(carrier.getInputStream());
        out = new Noting(carrier.getOutputStream());
    }

    /** An IPv6 address without its brackets, as certificates hold it. */
    private static String bare(InetSocketAddress address) {
        return address.getHostString().replaceAll("[\\[\\]]", "");
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        carrier.setSoTimeout(millis);
    }

    /** Never fails, closed or not: Paho asks in the midst of starting its threads and would wait for the wrong one. */
    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    /** Any thread; whoever reads, writes or connects on it gets an error at once. */
    @Override
    public void close() throws IOException {
        plain.close(); // not the TLS layer above, which would first say goodbye
        super.close();
    }

    /**
     * Brings bad news only after the first word was spoken. While Paho starts its threads it waits, for ever if need be, to see its
     * reader alive; a broker that drops a connection at once would leave one thread behind at every try (paho.mqtt.java#850).
     */
    private final class Patient extends InputStream {
        private final InputStream from;

        private Patient(InputStream from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            try {
                return heard(from.read());
            } catch (SocketTimeoutException e) {
                throw e; // silence is not bad news
            } catch (IOException e) {
                heard(-1);
                throw e;
            }
        }

        @Override
        public int read(byte[] octets, int offset, int most) throws IOException {
            try {
                return heard(from.read(octets, offset, most));
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException e) {
                heard(-1);
                throw e;
            }
        }

        @Override
        public int available() throws IOException {
            try {
                return from.available();
            } catch (IOException e) {
                heard(-1);
                throw e;
            }
        }

        private int heard(int result) throws IOException {
            if (result < 0) {
                try {
                    spoken.await(LONGEST_START_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted", e);
                }
            }
            return result;
        }
    }

    /** Notices the first word, which is CONNECT, even when it cannot be sent any more. */
    private final class Noting extends OutputStream {
        private final OutputStream to;

        private Noting(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int octet) throws IOException {
            spoken.countDown();
            to.write(octet);
        }

        @Override
        public void write(byte[] octets, int offset, int count) throws IOException {
            spoken.countDown();
            to.write(octets, offset, count);
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }
    }

    private final class Single extends SocketFactory {
        @Override
        public Socket createSocket() {
            return BrokerSocket.this;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw unexpected();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            throw unexpected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw unexpected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            throw unexpected();
        }

        private static IOException unexpected() {
            return new IOException("only an unconnected socket is given: this version of Paho is not the one tested");
        }
    }
}
