-- Some 500 MiB of a shop: engines, row formats, types and names that a copy could get wrong.
-- All values follow from sequence numbers, so the binlog stays small. No generated columns:
-- CHECKSUM TABLE of MariaDB 10.11 gives other sums for them after a restart of the same data.
SET NAMES utf8mb4;
CREATE DATABASE shop CHARACTER SET utf8mb4;
CREATE DATABASE `仓库` CHARACTER SET utf8mb4;
USE shop;

CREATE TABLE customers (
  id INT UNSIGNED PRIMARY KEY,
  name VARCHAR(80) NOT NULL,
  born DATE,
  score DOUBLE,
  flags BIT(12),
  UNIQUE KEY (name)
) ENGINE=InnoDB;
INSERT INTO customers
  SELECT seq, CONCAT('customer ', seq), '1950-01-01' + INTERVAL seq % 20000 DAY, seq / 7, seq % 4096
  FROM seq_1_to_50000;

CREATE TABLE orders (
  id BIGINT PRIMARY KEY,
  customer INT UNSIGNED NOT NULL,
  placed DATETIME(6) NOT NULL,
  total DECIMAL(14,2) NOT NULL,
  state ENUM('new', 'paid', 'sent') NOT NULL,
  note VARCHAR(200),
  KEY (customer),
  KEY (placed),
  CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customers (id)
) ENGINE=InnoDB;
INSERT INTO orders
  SELECT seq, 1 + seq % 50000, '2020-01-01' + INTERVAL seq * 1000003 MICROSECOND, seq / 3,
         1 + seq % 3, IF(seq % 11, SHA2(seq, 256), NULL)
  FROM seq_1_to_500000;

-- Pages that live off the row, of bytes that are no text.
CREATE TABLE scans (id INT PRIMARY KEY, body LONGBLOB NOT NULL) ENGINE=InnoDB;
INSERT INTO scans
  SELECT seq, REPEAT(CONCAT(UNHEX(SHA2(seq, 512)), UNHEX(SHA2(seq + 0.1, 512)),
                            UNHEX(SHA2(seq + 0.2, 512)), UNHEX(SHA2(seq + 0.3, 512))), 20)
  FROM seq_1_to_25000;

CREATE TABLE readings (
  sensor SMALLINT NOT NULL,
  taken TIMESTAMP(3) NOT NULL,
  value DOUBLE,
  PRIMARY KEY (sensor, taken)
) ENGINE=InnoDB PARTITION BY HASH (sensor) PARTITIONS 4;
INSERT INTO readings
  SELECT seq % 97, FROM_UNIXTIME(1700000000 + seq), SIN(seq) FROM seq_1_to_300000;

CREATE TABLE journal (id INT PRIMARY KEY, line TEXT) ENGINE=MyISAM;
INSERT INTO journal SELECT seq, REPEAT(MD5(seq), 4) FROM seq_1_to_20000;

CREATE TABLE `仓库`.`货物` (
  id INT PRIMARY KEY,
  `名称` VARCHAR(120) NOT NULL,
  properties JSON,
  raw VARBINARY(64),
  weight FLOAT,
  FULLTEXT KEY (`名称`)
) ENGINE=InnoDB ROW_FORMAT=COMPRESSED;
INSERT INTO `仓库`.`货物`
  SELECT seq, CONCAT('🐬 货物 ', seq, ' é'), JSON_OBJECT('number', seq, 'truck', '🚚'),
         UNHEX(SHA1(seq)), seq * 0.37
  FROM seq_1_to_50000;
