"""What `ringfence doctor` looks at: each check returns findings and changes nothing."""
