package org.hearthgate.cloud.mqtt.internal;

/** Where things go in Kura's name space: {@code {account}/{client-id}/{application}/…}. */
record CloudTopics(String account, String clientId) {
    private static final String APPLICATION = "hearthgate";

    /** Retained: whether the hub is there; the broker itself says "offline" when the hub goes without a word. */
    String hubStatus() {
        return topic("hub/status");
    }

    String hubHealth() {
        return topic("hub/health");
    }

    String glucoseSummary() {
        return topic("glucose/summary");
    }

    private String topic(String rest) {
        return account + '/' + clientId + '/' + APPLICATION + '/' + rest;
    }
}
