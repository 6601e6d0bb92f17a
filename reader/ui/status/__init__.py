"""What is going on: a strip with running jobs, and short messages that go by themselves."""
