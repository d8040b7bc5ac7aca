//! Verified parallel multipart upload to Alibaba Cloud OSS with STS credentials.
