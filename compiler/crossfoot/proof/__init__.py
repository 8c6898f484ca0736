"""The linear heart: does every batch balance, and does every figure reach an account once?"""
