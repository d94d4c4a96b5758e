/** A Kafka cluster to talk to, and how to end what was started for it. */
export interface LocalKafka {
  readonly brokers: readonly string[];
  /** `given`: named by KAFKA_BROKERS; nothing was started. */
  readonly kind: 'given' | 'docker' | 'java';
  stop(): Promise<void>;
}

/** A broker of our own that can be stopped hard and started again on the same port and data. */
export interface OwnKafka extends LocalKafka {
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on its data. */
  restart(): Promise<void>;
}

/** TLS and a user with a password (SCRAM-SHA-512), for a broker that takes nobody else. */
export interface KafkaSecurity {
  /** PEM: the broker's private key (PKCS #8), then its certificate. */
  readonly keystoreFile: string;
  /** PEM of the authority that signed it. */
  readonly caFile: string;
  readonly username: string;
  readonly password: string;
  /** Others who may log in, and then do what an access rule lets them. Without any, nobody is held to rules. */
  readonly users?: readonly { readonly username: string; readonly password: string }[];
}
