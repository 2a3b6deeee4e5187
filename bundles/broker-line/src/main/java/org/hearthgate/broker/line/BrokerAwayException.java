package org.hearthgate.broker.line;

import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;

/** The broker cannot be reached, refuses us, or has gone. The message says why and what to do, for one line of the log; no secret. */
public final class BrokerAwayException extends Exception {
    private static final long serialVersionUID = 1;

    public BrokerAwayException(String message) {
        super(message);
    }

    private BrokerAwayException(String message, Throwable cause) {
        super(message, cause);
    }

    public static BrokerAwayException because(Throwable cause) {
        return new BrokerAwayException(words(cause), cause);
    }

    private static String words(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SSLException) {
                return "no trusted encryption: check that caFile holds its authority and that its certificate names this host";
            }
        }
        return cause instanceof MqttException mqtt ? words(mqtt) : "the connection broke (" + cause + ")";
    }

    private static String words(MqttException cause) {
        return switch (cause.getReasonCode()) {
            case MqttException.REASON_CODE_INVALID_CLIENT_ID ->
                "it refuses clientId: choose another, or ask its operator for one";
            case MqttException.REASON_CODE_FAILED_AUTHENTICATION, MqttException.REASON_CODE_NOT_AUTHORIZED ->
                "it refuses the login: check username and .password";
            case MqttException.REASON_CODE_SERVER_CONNECT_ERROR ->
                "nobody answers: check brokerUri, the network, and that the broker runs";
            case MqttException.REASON_CODE_CLIENT_TIMEOUT -> "it does not answer in time";
            case MqttException.REASON_CODE_CONNECTION_LOST -> "the connection was lost";
            default ->
                cause.getCause() == null
                        ? "MQTT reason " + cause.getReasonCode()
                        : "the connection failed (" + cause.getCause() + ")";
        };
    }
}
